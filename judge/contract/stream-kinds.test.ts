/** S17–S19: streams of backends that are away, that compress, that end lines in another way, or have something to say of caching. */
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { brotliCompressSync, createGzip, gzipSync } from "node:zlib";
import { createParser } from "eventsource-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Backend, startBackend, startEvents } from "../testing/backend";
import { open, openStream, send, stopsListening } from "./client";
import { hasTailrace, type RunningSystem, startSystem } from "./system";

const LOGS = "/api/v1/workloads/42/logs";

let backend: Backend;
let system: RunningSystem;
beforeAll(async () => {
  backend = await startBackend();
  system = await startSystem(backend.url, { STREAM_HEARTBEAT_MS: "200" });
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await backend[Symbol.asyncDispose]();
});

describe("S17", () => {
  test.runIf(hasTailrace).for([LOGS, "/api/v1/other"])(
    "S17 a stream's request waits for a backend that is being restarted: %s",
    async (path) => {
      await using restarted = await startBackend();
      await using own = await startSystem(restarted.url);
      await restarted.stop();
      restarted.handle((_request, response) => {
        startEvents(response);
        response.end("data: back\n\n");
      });
      const opening = openStream(own.url, path);
      // Longer than an attempt to connect takes, and shorter than they go on.
      const back = sleep(700).then(() => restarted.listen());
      const stream = await opening;
      await stream.until("data: back");
      expect(stream.status).toBe(200);
      await back;
    },
  );

  test.runIf(hasTailrace)("S17 what may change something does not wait, and is not sent later", async () => {
    await using away = await startBackend();
    await using own = await startSystem(away.url);
    await away.stop();
    const headers = { accept: "text/event-stream" };
    const answer = await send(own.url, "/api/v1/chat", { method: "POST", headers }, "hello");
    expect(answer.status).toBe(502);
    expect((await send(own.url, "/api/v1/x")).status).toBe(502); // no stream
  });

  test.runIf(hasTailrace)(
    "S17 nobody asks the backend for a client that has left while it was away",
    async () => {
      await using away = await startBackend();
      await using own = await startSystem(away.url);
      await away.stop();
      const request = open(own.url, LOGS, { headers: { accept: "text/event-stream" } });
      request.on("error", () => {});
      request.end();
      await sleep(300);
      request.destroy();
      await sleep(100);
      let asked = 0;
      away.handle((_request, response) => {
        asked++;
        response.end();
      });
      await away.listen();
      await sleep(500); // several attempts
      expect(asked).toBe(0);
    },
  );
});

describe("S18", () => {
  const events = "data: one\n\nid: 2\ndata: two\n\n".repeat(50);

  test.for([
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
  ] as const)(
    "S18 a stream that the backend compresses with %s arrives as it was",
    async ([coding, compress]) => {
      for (const path of [LOGS, "/api/v1/other"]) {
        backend.handle((_request, response) => {
          startEvents(response, { "content-encoding": coding });
          response.end(compress(events));
        });
        const answer = await send(system.url, path, { headers: { accept: "text/event-stream" } });
        expect(answer.status).toBe(200);
        expect(answer.body.toString()).toBe(events);
        expect(answer.headers["cache-control"]).toMatch(/no-transform/);
      }
    },
  );

  test("S18 events of a stream that the backend compresses arrive as they are written", async () => {
    let write!: (text: string) => void;
    backend.handle((_request, response) => {
      startEvents(response, { "content-encoding": "gzip" });
      const gzip = createGzip();
      gzip.pipe(response);
      write = (text) => {
        gzip.write(text);
        gzip.flush();
      };
      write("data: one\n\n");
    });
    const stream = await openStream(system.url, LOGS);
    await stream.until("data: one");
    write("data: two\n\n");
    await stream.until("data: two");
    stream.leave();
  });

  test.for(["none", "", "identity", "NONE"])(
    "S18 Content-Encoding: %j, which is no coding, does not keep a stream from being one",
    async (coding) => {
      backend.handle((_request, response) => {
        startEvents(response, { "content-encoding": coding });
        response.end("data: x\n\n");
      });
      for (const path of [LOGS, "/api/v1/other"]) {
        const stream = await openStream(system.url, path);
        await stream.until("data: x");
        expect(stream.headers).not.toHaveProperty("content-encoding");
        expect(await stream.ended).toBe("properly");
      }
    },
  );
});

describe.runIf(hasTailrace)("S19", () => {
  test.for([
    ["no-store, private", /^no-store, private, no-cache, no-transform$/],
    ["No-Cache", /^No-Cache, no-transform$/],
    ["private, no-transform, max-age=0", /^private, no-transform, max-age=0, no-cache$/],
    ["no-cache-please", /^no-cache-please, no-cache, no-transform$/],
  ] as const)("S19 what the backend says of caching stays: %s", async ([said, right]) => {
    for (const path of [LOGS, "/api/v1/other"]) {
      backend.handle((_request, response) => {
        startEvents(response, { "cache-control": said });
        response.end();
      });
      const { headers } = await send(system.url, path, { headers: { accept: "text/event-stream" } });
      expect(headers["cache-control"]).toMatch(right);
    }
  });
});

describe.runIf(hasTailrace)("S18 a stream whose lines end in CR alone", () => {
  const LINES = "id: 1\rdata: one\r\r";

  /** What a parser makes of `text`. */
  function eventsIn(text: string): string[] {
    const events: string[] = [];
    createParser({ onEvent: ({ id, data }) => events.push(`${id} ${data}`) }).feed(text);
    return events;
  }

  test.for([
    ["a line end", LINES, "id: 2\rdata: two\r\r"],
    ["a CR whose LF comes later", "id: 1\r\ndata: one\r", "\n\r\nid: 2\r\ndata: two\r\n\r\n"],
    ["a CR, and then another one", "id: 1\rdata: one\r", "\rid: 2\rdata: two\r\r"],
  ] as const)("S18 has heartbeats, which change no event: after %s", async ([, first, rest]) => {
    let write!: (text: string) => void;
    backend.handle((_request, response) => {
      startEvents(response);
      write = (text) => void response.write(text);
      write(first);
    });
    const stream = await openStream(system.url, LOGS);
    await stream.until(/\r\n:\n(?::\n)+$/);
    write(rest);
    await stream.until("two");
    await stream.until(/\r\n?(?:\r\n?)(?:\n?(?::\n)*)$/);
    expect(eventsIn(stream.text())).toEqual(["1 one", "2 two"]);
    stream.leave();
  });

  test("S18 ends at a line's end when the server shuts down, and says when to come back", async () => {
    await using own = await startSystem(backend.url);
    backend.handle((_request, response) => {
      startEvents(response);
      response.write(`${LINES}data: ha`);
      drained = () => response.write("lf\r\rdata: next");
    });
    let drained!: () => void;
    const stream = await openStream(own.url, LOGS);
    await stream.until("data: ha");
    const gone = once(own.process, "exit");
    own.terminate("SIGTERM");
    await stopsListening(own.url);
    drained();
    expect(await stream.ended).toBe("properly");
    expect(stream.text()).toMatch(/data: half\r\rretry: \d+\n$/);
    await gone;
  });
});
