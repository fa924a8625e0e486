import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { EventSourceMessage } from "eventsource-parser";
import { expect, onTestFinished, test } from "vitest";
import { startLocalBackend } from "./index.ts";
import { stillAlive } from "./testing/alive.ts";
import { backendRunning, backendWith, workloadsFile } from "./testing/backend.ts";
import { EventReader, openEvents } from "./testing/event-reader.ts";
import { json } from "./testing/http.ts";
import { puppet } from "./testing/puppet.ts";

const RFC_3339 = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

/** Reads `/v1/events` until workload `id` is as asked, and answers with it. */
async function until(events: EventReader, id: string, status: string): Promise<any> {
  for (let event = await events.next(); event; event = await events.next()) {
    const data = JSON.parse(event.data);
    const all = event.event === "snapshot" ? data.workloads : [data];
    const found = all.find((workload: any) => workload.id === id && workload.status === status);
    if (found) return found;
  }
  throw new Error(`the stream has ended before ${id} was ${status}`);
}

/** The next event of this name. */
async function nextOf(events: EventReader, name: string): Promise<EventSourceMessage> {
  for (let event = await events.next(); event; event = await events.next())
    if (event.event === name) return event;
  throw new Error(`the stream has ended without ${name}`);
}

test("the list has every workload in the order of the file", async () => {
  const { url } = await backendWith(
    { id: "b", name: "Bee", command: ["node", "-e", ""], labels: { team: "ops" } },
    { id: "a", command: ["node", "-e", ""] },
  );
  const { status, type, body } = await json("GET", `${url}/v1/workloads`);
  expect([status, type]).toEqual([200, "application/json"]);
  expect(body.workloads).toMatchObject([
    { id: "b", name: "Bee", labels: { team: "ops" } },
    { id: "a", name: "a" },
  ]);
});

test("an empty file is an empty list", async () => {
  const { url } = await backendWith();
  expect((await json("GET", `${url}/v1/workloads`)).body).toEqual({ workloads: [] });
});

test("a workload is running, then succeeded with its times and exit code", async () => {
  const job = await puppet("job");
  const { url } = await backendWith(job.entry);
  const program = await job.begun();
  expect((await json("GET", `${url}/v1/workloads/job`)).body).toEqual({
    id: "job",
    name: "job",
    status: "running",
    startedAt: RFC_3339,
  });
  const events = await openEvents(`${url}/v1/events`);
  program.exit(0);
  await until(events, "job", "succeeded");
  expect((await json("GET", `${url}/v1/workloads/job`)).body).toEqual({
    id: "job",
    name: "job",
    status: "succeeded",
    startedAt: RFC_3339,
    finishedAt: RFC_3339,
    exitCode: 0,
  });
});

test("a non-zero exit is a failure with its exit code, and a signal is 128 and its number", async () => {
  const { url } = await backendWith(
    { id: "three", command: ["node", "-e", "process.exit(3)"] },
    { id: "killed", command: ["node", "-e", "process.kill(process.pid, 'SIGKILL')"] },
  );
  expect(await until(await openEvents(`${url}/v1/events`), "three", "failed")).toMatchObject({ exitCode: 3 });
  expect(await until(await openEvents(`${url}/v1/events`), "killed", "failed")).toMatchObject({
    exitCode: 137,
  });
});

test("a program that does not exist has failed with 127, and its log says so", async () => {
  const { url } = await backendWith({ id: "w", command: ["no-such-program-here", "x"] });
  const logs = await openEvents(`${url}/v1/workloads/w/logs`);
  expect(await logs.rest()).toEqual([
    'Cannot start ["no-such-program-here","x"]: no such program',
    'end {"exitCode":127}',
  ]);
  const { body } = await json("GET", `${url}/v1/workloads/w`);
  expect(body).toEqual({ id: "w", name: "w", status: "failed", finishedAt: RFC_3339, exitCode: 127 });
});

test("a folder that does not exist is named, not the program", async () => {
  const { url } = await backendWith({ id: "w", command: ["node"], cwd: "/no/such/folder" });
  const logs = await openEvents(`${url}/v1/workloads/w/logs`);
  expect((await logs.rest())[0]).toBe('Cannot start ["node"]: no such folder: /no/such/folder');
});

test("a file that is no program has failed with 126", async () => {
  const { url } = await backendWith({ id: "w", command: ["./workloads.json"] });
  const logs = await openEvents(`${url}/v1/workloads/w/logs`);
  expect((await logs.rest()).at(-1)).toBe('end {"exitCode":126}');
});

test("an argument list that is too long for the system has failed like any other start", async () => {
  const { url } = await backendWith({ id: "w", command: ["node", "x".repeat(4_000_000)] });
  const logs = await openEvents(`${url}/v1/workloads/w/logs`);
  expect((await logs.rest()).at(-1)).toBe('end {"exitCode":126}');
});

test("a command runs in the file's folder, or in cwd relative to it, with env added", async () => {
  const print = `console.log(process.cwd(), process.env.COLOR, process.env.PATH !== undefined)`;
  const file = await workloadsFile(
    JSON.stringify({
      workloads: [
        { id: "here", command: ["node", "-e", print], env: { COLOR: "red" } },
        { id: "sub", command: ["node", "-e", print], cwd: "sub", env: { COLOR: "blue" } },
      ],
    }),
  );
  await mkdir(`${dirname(file)}/sub`);
  const { url, close } = await startLocalBackend({ file, port: 0 });
  const first = async (id: string) => (await openEvents(`${url}/v1/workloads/${id}/logs`)).messages(1);
  expect(await first("here")).toEqual([`${dirname(file)} red true`]);
  expect(await first("sub")).toEqual([`${dirname(file)}/sub blue true`]);
  await close();
});

test("stop is accepted at once; the open stream gets the last lines and end, and the status is stopped", async () => {
  const { url } = await backendRunning(`
    process.on("SIGTERM", () => { console.log("bye"); process.exit(0); });
    setInterval(() => {}, 1e6);
    console.log("ready")`);
  const logs = await openEvents(`${url}/v1/workloads/w/logs`);
  await logs.messages(1);
  const { status, body } = await json("POST", `${url}/v1/workloads/w/stop`);
  expect(status).toBe(202);
  expect(body).toMatchObject({ id: "w", status: "running" });
  expect(await logs.rest()).toEqual(["bye", 'end {"exitCode":0}']);
  expect((await json("GET", `${url}/v1/workloads/w`)).body).toMatchObject({ status: "stopped", exitCode: 0 });
});

test("stop ends what the command has started, too", async () => {
  const { url } = await backendWith({
    id: "w",
    command: ["sh", "-c", `node -e 'setInterval(() => {}, 1e6); console.log("in")'; :`],
  });
  const logs = await openEvents(`${url}/v1/workloads/w/logs`);
  await logs.messages(1);
  await json("POST", `${url}/v1/workloads/w/stop`);
  // The pipe is closed, so the grandchild that held it is gone.
  expect(await logs.rest()).toEqual(['end {"exitCode":143}']);
});

test("what a command leaves behind when it exits ends with it", async () => {
  const { url } = await backendWith({ id: "w", command: ["sh", "-c", "sleep 1000 & echo $!"] });
  const logs = await openEvents(`${url}/v1/workloads/w/logs`);
  const [pid] = await logs.messages(1);
  expect(await logs.rest()).toEqual(['end {"exitCode":0}']);
  expect(await stillAlive([Number(pid)])).toEqual([]);
});

test("a process that has left the group and holds the output does not keep the workload running", async () => {
  const daemon = `require("node:child_process").spawn("sleep", ["1000"], { detached: true, stdio: "inherit" })`;
  const { url } = await backendRunning(`console.log(${daemon}.pid); process.exit(0)`);
  const logs = await openEvents(`${url}/v1/workloads/w/logs`);
  const [pid] = await logs.messages(1);
  onTestFinished(() => void process.kill(Number(pid)));
  expect(await logs.rest()).toEqual(['end {"exitCode":0}']);
});

test("stopping twice is accepted while the process still runs, and SIGKILL ends one that ignores SIGTERM", async () => {
  const { url } = await backendRunning(`
    process.on("SIGTERM", () => console.log("no"));
    setInterval(() => {}, 1e6);
    console.log("ready")`);
  const logs = await openEvents(`${url}/v1/workloads/w/logs`);
  await logs.messages(1);
  expect((await json("POST", `${url}/v1/workloads/w/stop`)).status).toBe(202);
  expect(await logs.messages(1)).toEqual(["no"]);
  expect((await json("POST", `${url}/v1/workloads/w/stop`)).status).toBe(202);
  expect(await logs.rest()).toEqual(["no", 'end {"exitCode":137}']);
});

test("stopping what is not running conflicts", async () => {
  const { url } = await backendRunning(``);
  await (await openEvents(`${url}/v1/workloads/w/logs`)).rest();
  expect(await json("POST", `${url}/v1/workloads/w/stop`)).toEqual({
    status: 409,
    type: "application/problem+json",
    body: { type: "about:blank", title: "Conflict", status: 409, detail: 'The workload "w" is not running.' },
  });
});

test("a stream that is open while its running workload restarts goes on, without end, with cursors counting on", async () => {
  const app = await puppet("app");
  const { url } = await backendWith(app.entry);
  const logs = await openEvents(`${url}/v1/workloads/app/logs`);
  await (await app.begun()).write("stdout", "first life\n");
  await logs.messages(1);
  const cursor = logs.cursor;
  expect((await json("POST", `${url}/v1/workloads/app/restart`)).status).toBe(202);
  await (await app.begun()).write("stdout", "second life\n");
  expect(await logs.messages(1)).toEqual(["second life"]);
  expect(logs.cursor).toBe(cursor.replace(/1$/, "2"));
  expect((await json("GET", `${url}/v1/workloads/app`)).body).toMatchObject({ status: "running" });
});

test("a restart of an ended workload starts it again, and a viewer goes on from its last cursor", async () => {
  const app = await puppet("app");
  const { url } = await backendWith(app.entry);
  const logs = await openEvents(`${url}/v1/workloads/app/logs`);
  const first = await app.begun();
  await first.write("stdout", "first life\n");
  first.exit(1);
  expect(await logs.rest()).toEqual(["first life", 'end {"exitCode":1}']);
  const { status, body } = await json("POST", `${url}/v1/workloads/app/restart`);
  expect(status).toBe(202);
  expect(body).toEqual({ id: "app", name: "app", status: "pending" });
  const resumed = await openEvents(`${url}/v1/workloads/app/logs`, { "last-event-id": logs.cursor });
  await (await app.begun()).write("stdout", "second life\n");
  expect(await resumed.messages(1)).toEqual(["second life"]);
  const all = await openEvents(`${url}/v1/workloads/app/logs`);
  expect(await all.messages(2)).toEqual(["first life", "second life"]);
});

test("a stop takes back a restart that waits for the old process", async () => {
  const { url } = await backendRunning(`
    process.once("SIGTERM", () => { process.once("SIGTERM", () => process.exit(0)); console.log("not yet"); });
    setInterval(() => {}, 1e6);
    console.log("ready")`);
  const logs = await openEvents(`${url}/v1/workloads/w/logs`);
  await logs.messages(1);
  await json("POST", `${url}/v1/workloads/w/restart`);
  expect(await logs.messages(1)).toEqual(["not yet"]);
  await json("POST", `${url}/v1/workloads/w/stop`);
  expect(await logs.rest()).toEqual(['end {"exitCode":0}']);
  expect((await json("GET", `${url}/v1/workloads/w`)).body).toMatchObject({ status: "stopped" });
});

test("events begin with a snapshot of all workloads, then tell each change of status", async () => {
  const one = await puppet("one");
  const two = await puppet("two");
  const { url } = await backendWith(one.entry, two.entry);
  const program = await one.begun();
  await two.begun();
  const events = await openEvents(`${url}/v1/events`);
  const snapshot = await events.next();
  expect(snapshot?.event).toBe("snapshot");
  expect(JSON.parse(snapshot!.data)).toEqual((await json("GET", `${url}/v1/workloads`)).body);
  await program.write("stdout", "a line changes no status\n");
  program.exit(0);
  const change = await nextOf(events, "workload");
  expect(JSON.parse(change!.data)).toEqual((await json("GET", `${url}/v1/workloads/one`)).body);
  expect(JSON.parse(change!.data)).toMatchObject({ id: "one", status: "succeeded" });
});

test("events tell a restart as another start", async () => {
  const app = await puppet("app");
  const { url } = await backendWith(app.entry);
  await app.begun();
  const events = await openEvents(`${url}/v1/events`);
  const before = await until(events, "app", "running");
  await json("POST", `${url}/v1/workloads/app/restart`);
  const after = await until(events, "app", "running");
  expect(after.startedAt > before.startedAt).toBe(true);
  expect(after).not.toHaveProperty("exitCode");
});

test("events tell of each log the errors of the last minute and the last line, once a second at most, late ones at once", async () => {
  const app = await puppet("app");
  const { url } = await backendWith(app.entry, { id: "silent", command: ["node", "-e", ""] });
  const program = await app.begun();
  const events = await openEvents(`${url}/v1/events`);
  const told = async (reader: EventReader) => JSON.parse((await nextOf(reader, "activity")).data);
  await program.write("stdout", "ERROR one\nERROR two\nINFO no error\n\x1b[31mlast\x1b[0m \u{1f600}\n");
  const expected = {
    workloads: [{ id: "app", errorsPerMinute: 2, lastLine: { time: RFC_3339, message: "last \u{1f600}" } }],
  };
  expect(await told(events)).toEqual(expected);
  expect(await told(await openEvents(`${url}/v1/events`))).toEqual(expected);

  const begin = performance.now();
  let writes = 0;
  let next = told(events);
  void next.then(() => (writes = Infinity));
  while (writes < Infinity) await program.write("stdout", `line ${(writes += 1)}\n`);
  await next;
  next = told(events);
  await program.write("stdout", "\u{1f600}".repeat(1_000) + "\n");
  const { lastLine } = (await next).workloads[0];
  expect(performance.now() - begin).toBeGreaterThan(900);
  expect(lastLine.message).toBe("\u{1f600}".repeat(150));
});
