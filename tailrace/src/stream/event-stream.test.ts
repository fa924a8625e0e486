import { createParser, type EventSourceMessage } from "eventsource-parser";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BodyStream } from "../exchange/body-stream.ts";
import { EventStream } from "./event-stream.ts";
import { BEATS } from "./open-streams.ts";

const upstream = { cancel() {}, pause() {}, resume() {} };

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
  const body = new EventStream(way, upstream, { heartbeatMs: 15_000, resumable: true }).open();
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
