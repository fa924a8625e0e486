import { createParser, type EventSourceMessage } from "eventsource-parser";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { BodyStream } from "../exchange/body-stream.ts";
import { EventStream, type EventStreamOptions } from "./event-stream.ts";
import { BEATS } from "./open-streams.ts";

const upstream = { cancel() {}, pause() {}, resume() {} };

const OPTIONS = { heartbeatMs: 15_000, resumable: true, movable: true, maxAgeMs: undefined };

/** What a conforming parser makes of `bytes`: the events, and the reconnection times, in their order. */
function parse(bytes: Uint8Array): unknown[] {
  const seen: unknown[] = [];
  const parser = createParser({
    onEvent: ({ id, event, data }: EventSourceMessage) => seen.push({ id, event, data }),
    onRetry: (retry) => seen.push({ retry }),
  });
  // The parser itself takes one byte order mark off the start; a decoder that did so too would take two.
  parser.feed(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  return seen;
}

async function read(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Sends `chunks` through a body that is as quiet as can be: a heartbeat falls due at every border of chunks. */
async function throughBody(chunks: Uint8Array[]): Promise<Uint8Array> {
  const way = new BodyStream(upstream);
  const body = new EventStream(way, upstream, OPTIONS).open();
  const bytes = read(way.stream);
  const heartbeat = async () => {
    await new Promise<void>((resolve) => setImmediate(resolve)); // until the reader has caught up
    for (let i = 0; i < BEATS; i++) body.beat();
  };
  await heartbeat();
  for (const chunk of chunks) {
    body.write(chunk);
    await heartbeat();
  }
  body.end();
  body.close();
  return bytes;
}

const LINE_END = fc.constantFrom("\n", "\r", "\r\n");
const TEXT = fc.string({
  unit: fc.constantFrom("a", " ", ":", "é", "€", "😀", "\uFEFF", "0", "9"),
  maxLength: 6,
});
const LINE = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("data", "id", "event", "retry", "other", "", "\uFEFFdata"),
      fc.constantFrom(":", ": "),
      TEXT,
    )
    .map((parts) => parts.join("")),
  fc.integer({ min: 0, max: 9_999 }).map((ms) => `retry: ${ms}`),
  TEXT,
  fc.constant(""),
  fc.constant(""),
);
const STREAM = fc
  .tuple(
    fc.constantFrom("", "", "\uFEFF", "\uFEFF\uFEFF"),
    fc.array(fc.tuple(LINE, LINE_END), { maxLength: 12 }),
    TEXT,
  )
  .map(([mark, lines, rest]) => new TextEncoder().encode(mark + lines.flat().join("") + rest));

// Anywhere, or behind every single byte.
const CUTS = fc.oneof(
  fc.array(fc.nat(), { maxLength: 10 }),
  fc.constant(Array.from({ length: 1_000 }, (_, i) => i)),
);

function cut(bytes: Uint8Array, cuts: number[]): Uint8Array[] {
  const borders = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort(
    (a, b) => a - b,
  );
  return borders.slice(1).map((end, i) => bytes.subarray(borders[i], end));
}

test(
  "S5 whatever the stream and wherever its chunks end, a parser sees the same with a heartbeat at every border",
  { timeout: 120_000 },
  async () => {
    let heartbeats = 0;
    await fc.assert(
      fc.asyncProperty(STREAM, CUTS, async (bytes, cuts) => {
        const received = await throughBody(cut(bytes, cuts));
        heartbeats += (received.length - bytes.length) / 2;
        expect(parse(received)).toEqual(parse(bytes));
      }),
      { numRuns: 20_000 },
    );
    // One opens each stream; the property would hold for a body that sends no others.
    expect(heartbeats).toBeGreaterThan(60_000);
  },
);

test("a byte order mark at the start, in however many chunks, is left out, as the comment before it would make it text", async () => {
  const bytes = new TextEncoder().encode("\uFEFFdata: x\n\n");
  const received = await throughBody([...bytes].map((byte) => new Uint8Array([byte])));
  expect(new TextDecoder().decode(received).replaceAll(":\n", "")).toBe("data: x\n\n");
});

test("bytes that only begin like a byte order mark are passed on", async () => {
  const received = await throughBody([new Uint8Array([0xef]), new Uint8Array([0xbb])]);
  expect([...received].slice(-2)).toEqual([0xef, 0xbb]);
});

/** What comes of a stream whose reader is told to move after the first `before` of its `chunks`. */
async function moved(chunks: Uint8Array[], before: number): Promise<Uint8Array> {
  const way = new BodyStream(upstream);
  const body = new EventStream(way, upstream, OPTIONS).open();
  const bytes = read(way.stream);
  chunks.forEach((chunk, i) => {
    if (i === before) body.move();
    body.write(chunk);
  });
  if (before >= chunks.length) body.move();
  body.end();
  body.close();
  return bytes;
}

test("S16 whatever the stream and wherever its chunks end, a parser sees the same when its reader is told to move", async () => {
  let told = 0;
  await fc.assert(
    fc.asyncProperty(STREAM, CUTS, fc.nat(12), async (bytes, cuts, before) => {
      const received = await moved(cut(bytes, cuts), before);
      expect(parse(received)).toEqual(parse(bytes));
      const comments: string[] = [];
      createParser({ onComment: (comment) => comments.push(comment) }).feed(
        new TextDecoder().decode(received),
      );
      told += comments.filter((comment) => comment === "tailrace-move").length;
    }),
    { numRuns: 5_000 },
  );
  expect(told).toBeGreaterThan(3_000);
});

test("a reader is told to move in the middle of a chunk, if that is where the next line begins", async () => {
  const chunks = ["data: o", "ne\n\ndata: tw", "o\n\n"].map((text) => new TextEncoder().encode(text));
  const received = new TextDecoder().decode(await moved(chunks, 1));
  expect(received).toBe(":\ndata: one\n\n: tailrace-move\ndata: two\n\n");
});

test("nothing is told to the reader of a stream that is over", () => {
  const written: string[] = [];
  const way = {
    write: (bytes: Uint8Array) => void written.push(new TextDecoder().decode(bytes)),
    end: () => void written.push("end"),
    fail: () => void written.push("fail"),
    isBehind: false,
    waitedForClientMs: 0,
  };
  const body = new EventStream(way, upstream, OPTIONS).open();
  body.end();
  body.close();
  body.move();
  body.drain(200);
  expect(written).toEqual([":\n", "end"]);
});

describe("a stream of age", () => {
  const AGE_MS = 60_000;
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** What its reader has at the age and some time later. */
  function grow(options: Partial<EventStreamOptions>, ms: number): string {
    let text = "";
    const way = {
      write: (bytes: Uint8Array) => void (text += new TextDecoder().decode(bytes)),
      end: () => void (text += "(end)"),
      fail() {},
      isBehind: true,
      waitedForClientMs: 0,
    };
    const body = new EventStream(way, upstream, { ...OPTIONS, maxAgeMs: AGE_MS, ...options }).open();
    vi.advanceTimersByTime(ms);
    body.close();
    return text;
  }

  test("is told to move, and ended if it does not", () => {
    expect(grow({}, AGE_MS * 0.9 - 1)).toBe(":\n");
    expect(grow({}, AGE_MS)).toBe(":\n: tailrace-move\n");
    expect(grow({}, AGE_MS + 10_000)).toBe(":\n: tailrace-move\nretry: 200\n(end)");
  });

  test("is ended at once if its reader cannot move", () => {
    expect(grow({ movable: false }, AGE_MS)).toBe(":\nretry: 200\n(end)");
  });

  test("goes on if it cannot be asked for again, or there is no age", () => {
    expect(grow({ resumable: false }, 10 * AGE_MS)).toBe(":\n");
    expect(grow({ maxAgeMs: undefined }, 10 * AGE_MS)).toBe(":\n");
  });

  test("is not so at the same time as one that was opened with it", () => {
    const together = Array.from({ length: 100 }, () => grow({ movable: false }, AGE_MS * 0.95));
    expect(new Set(together)).toEqual(new Set([":\n", ":\nretry: 200\n(end)"]));
  });
});
