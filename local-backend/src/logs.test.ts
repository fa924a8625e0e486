import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { MAX_LINES } from "./line-log.ts";
import { CONTINUED, MAX_LINE_BYTES } from "./line-splitter.ts";
import { backendRunning, backendWith } from "./testing/backend.ts";
import { lineOf, openEvents } from "./testing/event-reader.ts";
import { puppet } from "./testing/puppet.ts";

const FIVE = `for (let n = 1; n <= 5; n++) console.log("line " + n)`;
const LINES = ["line 1", "line 2", "line 3", "line 4", "line 5"];
const END = 'end {"exitCode":0}';

test("a line event has an id, a time, the output it came from and the message", async () => {
  const { url } = await backendRunning(`console.error("\\x1b[31mred\\x1b[0m")`);
  const before = new Date().toISOString();
  const logs = await openEvents(`${url}/v1/workloads/w/logs`);
  const event = await logs.next();
  expect(event?.id).toMatch(/^[0-9a-f]{8}-1$/);
  const line = lineOf(event);
  expect(line).toEqual({ time: expect.any(String), stream: "stderr", message: "\x1b[31mred\x1b[0m" });
  expect(new Date(line.time).toISOString()).toBe(line.time);
  expect(line.time > before.slice(0, 16)).toBe(true);
});

test("a stream is an uncached event stream", async () => {
  const { url } = await backendRunning(FIVE);
  const { response } = await openEvents(`${url}/v1/workloads/w/logs`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  expect(response.headers.get("cache-control")).toBe("no-cache, no-transform");
});

test("a stream of an ended workload is its lines, then end, and closes; again for who comes back", async () => {
  const { url } = await backendRunning(FIVE);
  const first = await openEvents(`${url}/v1/workloads/w/logs`);
  expect(await first.rest()).toEqual([...LINES, END]);
  const again = await openEvents(`${url}/v1/workloads/w/logs`, { "last-event-id": first.cursor });
  expect(await again.rest()).toEqual([END]);
});

test("the headers of a stream come at once although there is no line yet", async () => {
  const silent = await puppet("silent");
  const { url } = await backendWith(silent.entry);
  const logs = await openEvents(`${url}/v1/workloads/silent/logs`); // Resolves with the headers.
  await (await silent.begun()).write("stdout", "first\n");
  expect(await logs.messages(1)).toEqual(["first"]);
});

test("a stream goes on right after the line of Last-Event-ID", async () => {
  const { url } = await backendRunning(FIVE);
  const logs = await openEvents(`${url}/v1/workloads/w/logs`);
  await logs.messages(3);
  const resumed = await openEvents(`${url}/v1/workloads/w/logs`, { "last-event-id": logs.cursor });
  expect(await resumed.rest()).toEqual(["line 4", "line 5", END]);
});

test("lastEventId in the query does the same; the header wins over it, and any cursor wins over tail", async () => {
  const { url } = await backendRunning(FIVE);
  const logs = await openEvents(`${url}/v1/workloads/w/logs`);
  await logs.messages(2);
  const query = `tail=1&lastEventId=${logs.cursor}`;
  expect(await (await openEvents(`${url}/v1/workloads/w/logs?${query}`)).rest()).toEqual([
    ...LINES.slice(2),
    END,
  ]);
  await logs.messages(2);
  const both = await openEvents(`${url}/v1/workloads/w/logs?${query}`, { "last-event-id": logs.cursor });
  expect(await both.rest()).toEqual(["line 5", END]);
});

test("an empty Last-Event-ID is none", async () => {
  const { url } = await backendRunning(FIVE);
  const logs = await openEvents(`${url}/v1/workloads/w/logs?lastEventId=`, { "last-event-id": "" });
  expect(await logs.rest()).toEqual([...LINES, END]);
});

test("a viewer who comes back again and again sees each line once", async () => {
  const many = await puppet("many");
  const { url } = await backendWith(many.entry);
  const program = await many.begun();
  const seen: string[] = [];
  let cursor = "";
  for (let n = 1; n <= 20; n += 1) {
    await program.write("stdout", `${n}a\n${n}b\n${n}c\n`);
    const logs = await openEvents(`${url}/v1/workloads/many/logs`, { "last-event-id": cursor });
    seen.push(...(await logs.messages(2))); // Leaves before the third.
    cursor = logs.cursor;
    logs.leave();
  }
  const all = Array.from({ length: 20 }, (_, n) => [`${n + 1}a`, `${n + 1}b`, `${n + 1}c`]).flat();
  expect(seen).toEqual(all.slice(0, 40));
});

test("a cursor of an earlier backend process gets a gap of unknown size, then all that is kept", async () => {
  const earlier = await backendRunning(FIVE);
  const logs = await openEvents(`${earlier.url}/v1/workloads/w/logs`);
  await logs.rest();
  const { url } = await backendRunning(FIVE);
  const stale = await openEvents(`${url}/v1/workloads/w/logs`, { "last-event-id": logs.cursor });
  expect(await stale.rest()).toEqual(['gap {"missed":null}', ...LINES, END]);
});

test.each(["nonsense", "00000000-1", "%F0%9F", "1".repeat(4000)])(
  "a cursor that is none (%.12s) gets a gap of unknown size, then all that is kept",
  async (cursor) => {
    const { url } = await backendRunning(FIVE);
    const logs = await openEvents(`${url}/v1/workloads/w/logs?lastEventId=${cursor}`);
    expect(await logs.rest()).toEqual(['gap {"missed":null}', ...LINES, END]);
  },
);

test("a cursor of the future gets a gap of unknown size", async () => {
  const { url } = await backendRunning(FIVE);
  const logs = await openEvents(`${url}/v1/workloads/w/logs`);
  await logs.rest();
  const future = logs.cursor.replace(/\d+$/, "6");
  const stale = await openEvents(`${url}/v1/workloads/w/logs`, { "last-event-id": future });
  expect(await stale.rest()).toEqual(['gap {"missed":null}', ...LINES, END]);
});

test("who reconnects after a gap and before any line is not told of the gap again", async () => {
  const { url } = await backendRunning(FIVE);
  const stale = await openEvents(`${url}/v1/workloads/w/logs`, { "last-event-id": "stale" });
  expect(await stale.next()).toMatchObject({ event: "gap" });
  const resumed = await openEvents(`${url}/v1/workloads/w/logs`, { "last-event-id": stale.cursor });
  expect(await resumed.rest()).toEqual([...LINES, END]);
});

test("a cursor whose next lines are no longer kept gets a gap of exactly as many, then the oldest kept line", async () => {
  const flood = await puppet("flood");
  const { url } = await backendWith(flood.entry);
  const program = await flood.begun();
  await program.write("stdout", "1\n2\n3\n");
  const early = await openEvents(`${url}/v1/workloads/flood/logs`);
  await early.messages(2);
  early.leave();
  await program.write("stdout", Array.from({ length: MAX_LINES }, (_, n) => `${n + 4}\n`).join(""));
  program.exit(0);
  const logs = await openEvents(`${url}/v1/workloads/flood/logs`, { "last-event-id": early.cursor });
  const events = await logs.rest();
  // Lines 1 to 3 have made room for the last three; of them, the viewer had seen two.
  expect(events.slice(0, 2)).toEqual(['gap {"missed":1}', "4"]);
  expect(events.slice(-2)).toEqual([String(MAX_LINES + 3), END]);
  expect(events).toHaveLength(MAX_LINES + 2);
});

test("tail begins with the last lines; 0 with none, more than there are with all", async () => {
  const { url } = await backendRunning(FIVE);
  await (await openEvents(`${url}/v1/workloads/w/logs`)).rest();
  const tail = async (count: number) => (await openEvents(`${url}/v1/workloads/w/logs?tail=${count}`)).rest();
  expect(await tail(2)).toEqual(["line 4", "line 5", END]);
  expect(await tail(0)).toEqual([END]);
  expect(await tail(999_999_999)).toEqual([...LINES, END]);
});

test("since begins with the first line of that time, until ends before it, and both are a range", async () => {
  const slow = await puppet("slow");
  const { url } = await backendWith(slow.entry);
  const program = await slow.begun();
  const logs = await openEvents(`${url}/v1/workloads/slow/logs`);
  const times: string[] = [];
  for (const text of ["1", "2", "3"]) {
    await program.write("stdout", `${text}\n`);
    const { time } = lineOf(await logs.next());
    times.push(time);
    while (Date.now() <= Date.parse(time)) await sleep(1); // the next one is of another millisecond
  }
  const [first, second] = times.map(encodeURIComponent);
  const ask = async (query: string) =>
    (await openEvents(`${url}/v1/workloads/slow/logs?follow=false&${query}`)).rest();
  expect(await ask(`since=${second}`)).toEqual(["2", "3"]);
  expect(await ask(`until=${second}`)).toEqual(["1"]);
  expect(await ask(`since=${first}&until=${second}`)).toEqual(["1"]);
  expect(await ask(`since=${first}&tail=1`)).toEqual(["3"]);
  expect(await ask("since=2000-01-01T00:00:00%2B01:00")).toEqual(["1", "2", "3"]);
  expect(await ask("since=2999-01-01T00:00:00Z")).toEqual([]);
  expect(await ask(`since=2999-01-01T00:00:00Z&until=${first}`)).toEqual([]);
});

test("a stream with since follows on, and one with until does not", async () => {
  const some = await puppet("some");
  const { url } = await backendWith(some.entry);
  const program = await some.begun();
  await program.write("stdout", "old\n");
  await (await openEvents(`${url}/v1/workloads/some/logs`)).messages(1);
  const logs = await openEvents(`${url}/v1/workloads/some/logs?since=2999-01-01T00:00:00Z`);
  const ended = await openEvents(`${url}/v1/workloads/some/logs?until=2999-01-01T00:00:00Z`);
  expect(await ended.rest()).toEqual(["old"]);
  await program.write("stdout", "new\n");
  expect(await logs.messages(1)).toEqual(["new"]);
});

test("a stream with tail=0 shows only what comes after it was opened", async () => {
  const some = await puppet("some");
  const { url } = await backendWith(some.entry);
  const program = await some.begun();
  await program.write("stdout", "old\n");
  await (await openEvents(`${url}/v1/workloads/some/logs`)).messages(1);
  const logs = await openEvents(`${url}/v1/workloads/some/logs?tail=0`);
  await program.write("stdout", "new\n");
  expect(await logs.messages(1)).toEqual(["new"]);
});

test("follow=false ends after the lines there are, with end only when the workload has ended", async () => {
  const some = await puppet("some");
  const { url } = await backendWith(some.entry);
  const program = await some.begun();
  await program.write("stdout", "1\n2\n");
  const following = await openEvents(`${url}/v1/workloads/some/logs`);
  await following.messages(2);
  expect(await (await openEvents(`${url}/v1/workloads/some/logs?follow=false`)).rest()).toEqual(["1", "2"]);
  expect(await (await openEvents(`${url}/v1/workloads/some/logs?follow=false&tail=1`)).rest()).toEqual(["2"]);
  program.exit(3);
  expect(await following.rest()).toEqual(['end {"exitCode":3}']);
  const after = await openEvents(`${url}/v1/workloads/some/logs?follow=false&tail=1`);
  expect(await after.rest()).toEqual(["2", 'end {"exitCode":3}']);
});

test("a last line without a line end comes when the process has ended", async () => {
  const { url } = await backendRunning(`process.stdout.write("whole\\npart"); process.stderr.write("oops")`);
  const events = await (await openEvents(`${url}/v1/workloads/w/logs`)).rest();
  expect(events.sort()).toEqual([END, "oops", "part", "whole"].sort());
  expect(events.at(-1)).toBe("whole"); // Of the sorted ones: nothing else has come.
});

test("a character cut in two writes arrives whole", async () => {
  const cut = await puppet("cut");
  const { url } = await backendWith(cut.entry);
  const program = await cut.begun();
  const logs = await openEvents(`${url}/v1/workloads/cut/logs`);
  const bytes = Buffer.from("ahoj 🦦 漢\n");
  await program.write("stdout", bytes.subarray(0, 7));
  await program.write("stdout", bytes.subarray(7, 11));
  await program.write("stdout", bytes.subarray(11));
  expect(await logs.messages(1)).toEqual(["ahoj 🦦 漢"]);
});

test("any bytes become one valid event each line", async () => {
  const { url } = await backendRunning(
    `process.stdout.write(Buffer.from([0xff, 0x41, 0x0d, 0x42, 0x00, 0xe2, 0x80, 0xa8, 0x0a, 0x0a, 0x3a, 0x0d, 0x0a]))`,
  );
  const events = await (await openEvents(`${url}/v1/workloads/w/logs`)).rest();
  expect(events).toEqual(["\ufffdA\rB\0\u2028", "", ":", END]);
});

test("a line of many megabytes comes in marked parts, whole", async () => {
  const { url } = await backendRunning(`process.stdout.write("x".repeat(${3 * MAX_LINE_BYTES + 5}) + "\\n")`);
  const events = await (await openEvents(`${url}/v1/workloads/w/logs`)).rest();
  const parts = events.slice(0, -1).map((part) => part.replace(CONTINUED, "").length);
  expect(parts).toEqual([MAX_LINE_BYTES, MAX_LINE_BYTES, MAX_LINE_BYTES, 5]);
});

test("a burst of lines comes in few pieces, not one for each line", async () => {
  const { url } = await backendRunning(
    `process.stdout.write(Array.from({ length: 10000 }, (_, n) => n + "\\n").join(""))`,
  );
  await (await openEvents(`${url}/v1/workloads/w/logs`)).rest();
  const response = await fetch(`${url}/v1/workloads/w/logs`);
  let pieces = 0;
  for await (const _ of response.body!) pieces += 1;
  expect(pieces).toBeLessThan(100);
});

test("a line reaches the client within 20 ms of its writing, at the median", async () => {
  const { url } = await backendRunning(`
    let n = 0;
    setInterval(() => {
      console.log(performance.timeOrigin + performance.now());
      if (++n === 300) process.exit();
    }, 4)`);
  const logs = await openEvents(`${url}/v1/workloads/w/logs?tail=0`);
  const delays: number[] = [];
  for (let event = await logs.next(); event && !event.event; event = await logs.next()) {
    delays.push(performance.timeOrigin + performance.now() - Number(lineOf(event).message));
  }
  delays.sort((a, b) => a - b);
  const median = delays[delays.length >> 1]!;
  console.log(
    `line delay: median ${median.toFixed(2)} ms, p99 ${delays[Math.floor(delays.length * 0.99)]!.toFixed(2)} ms`,
  );
  expect(delays.length).toBeGreaterThan(200);
  expect(median).toBeLessThan(20);
});

test("clients that do not read cost no memory, and learn exactly how many lines they have missed", async () => {
  const total = 3 * MAX_LINES;
  const flood = await puppet("flood");
  const { url } = await backendWith(flood.entry);
  const program = await flood.begun();
  const { port } = new URL(url);
  const buffered = () => {
    gc!();
    return process.memoryUsage().arrayBuffers;
  };
  const before = buffered();
  const clients = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const socket = connect(Number(port), "127.0.0.1");
      await once(socket, "connect");
      socket.write("GET /v1/workloads/flood/logs HTTP/1.0\r\nHost: localhost\r\n\r\n");
      await once(socket, "readable"); // The headers are there, and nobody takes them.
      return socket;
    }),
  );
  const reader = await openEvents(`${url}/v1/workloads/flood/logs?tail=0`);
  const line = "x".repeat(200);
  for (let n = 0; n < total; n += 10_000) {
    await program.write(
      "stdout",
      Array.from({ length: 10_000 }, (_, i) => `${n + i + 1} ${line}\n`).join(""),
    );
  }
  program.exit(0);
  let last = await reader.next();
  for (let event = last; event; event = await reader.next()) last = event;
  expect(last?.event).toBe("end");
  // 8 × 86 MB have been on offer. Each may hold a piece or two and its socket's buffer, on both sides of it.
  expect(buffered() - before).toBeLessThan(16 * 1024 * 1024);

  for (const socket of clients.slice(1)) socket.destroy();
  let text = "";
  for await (const chunk of clients[0]!) text += chunk;
  let seen = 0;
  let gaps = 0;
  const lines = text.replace(/event: partial\n.*\n\n/g, "");
  for (const [, missed, number] of lines.matchAll(/"missed":(\d+)|"message":"(\d+) /g)) {
    if (missed) {
      gaps += 1;
      seen += Number(missed);
    } else if (Number(number) !== ++seen) throw new Error(`line ${number} came in place of line ${seen}`);
  }
  expect(gaps).toBeGreaterThan(0);
  expect(seen).toBe(total);
  expect(text).toContain('event: end\ndata: {"exitCode":0}');
});

test("a line that has not ended is told as it stands, also to who comes later, and then as a whole", async () => {
  const program = await puppet("prompt");
  const { url } = await backendWith(program.entry);
  const logs = await openEvents(`${url}/v1/workloads/prompt/logs`);
  const { write } = await program.begun();
  await write("stdout", "first\nGo on? [y/N] ");
  expect(await logs.messages(1)).toEqual(["first"]);
  const before = logs.cursor;
  const partial = async (from = logs) => {
    const event = await from.next();
    return [event?.event, (JSON.parse(event!.data) as { message: string }).message];
  };
  expect(await partial()).toEqual(["partial", "Go on? [y/N] "]);
  expect(logs.cursor).toBe(before);
  const late = await openEvents(`${url}/v1/workloads/prompt/logs?tail=0`);
  expect(await partial(late)).toEqual(["partial", "Go on? [y/N] "]);
  await write("stdout", "\r10 %\r20 %");
  expect(await partial()).toEqual(["partial", "20 %"]);
  await write("stdout", "\n");
  expect(await logs.messages(1)).toEqual(["Go on? [y/N] \r10 %\r20 %"]);
  const whole = await openEvents(`${url}/v1/workloads/prompt/logs?follow=false`);
  expect(await whole.rest()).toEqual(["first", "Go on? [y/N] \r10 %\r20 %"]);
});
