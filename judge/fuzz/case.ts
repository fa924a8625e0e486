// What a backend and a client may do, as plain data: fast-check makes it, and makes it smaller when something is wrong.
import fc from "fast-check";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import type { Fields } from "./input";

/** A piece of a body: latin1 text as it is, or so many bytes of filler. */
export type Part = string | number;

export interface Backend {
  version: "1.0" | "1.1";
  interim: { status: number; fields: Fields }[];
  status: number;
  reason: string;
  fields: Fields;
  type: string | undefined;
  coding: "gzip" | "deflate" | "br" | undefined;
  framing: "length" | "chunked" | "until closed";
  parts: Part[];
  /** In upper case, with leading zeros and an extension: as odd as sizes of chunks may be. */
  oddChunks: boolean;
  trailers: Fields;
  /** Before it has read the request's body. */
  early: boolean;
  /** Where its bytes are parted into writes, in thousandths of them. */
  writes: number[];
  /** Where it breaks off. */
  breaks: { at: number; how: "end" | "reset" | "stall" } | undefined;
  /** Whether it says that it closes the connection, and does. */
  closes: boolean;
}

export interface Client {
  version: "1.0" | "1.1";
  method: string;
  /** What follows the path that the case has. */
  suffix: string;
  fields: Fields;
  body: { framing: "length" | "chunked"; parts: Part[] } | undefined;
  expects: boolean;
  connection: "close" | "keep-alive" | undefined;
  /** Ends its side of the connection with its request. */
  halfCloses: boolean;
  /** Sends a second request right after the first, on the same connection. */
  pipelines: boolean;
  /** Reads nothing for so many milliseconds. */
  dawdles: number;
  writes: number[];
}

export interface Case {
  backend: Backend;
  client: Client;
}

export const bytesOf = (part: Part): Buffer =>
  typeof part === "number" ? Buffer.alloc(part, "0123456789abcdef") : Buffer.from(part, "latin1");

export const joined = (parts: Part[]): Buffer => Buffer.concat(parts.map(bytesOf));

const CODERS = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };

/** What the backend has as its body's parts: those of the script, or what they are in its coding. */
export function contentOf({ coding, parts }: Backend): Buffer[] {
  if (!coding) return parts.map(bytesOf);
  const coded = CODERS[coding](joined(parts));
  // In two, so that the border is somewhere.
  return [coded.subarray(0, 5), coded.subarray(5)];
}

/** Names that no rule of the hop's has anything to say of. */
const NAMES = ["x-one", "X-Two", "x-odd!#$%&'*+-.^_`|~9", "content-language", "X-THREE"];
const value = fc.oneof(
  fc.constantFrom("", "1", "a, b", 'q="1;2"', "a\tb", "a  b", "caf\u00e9\u00ff", "x".repeat(2_000)),
  fc.string({ maxLength: 8 }).map((text) => text.trim()),
);
const fields = fc.array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 4 });

const part: fc.Arbitrary<Part> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.string({
      unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
      maxLength: 12,
    }),
  },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 3_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(8_192, 16_384, 65_536, 70_000, 300_000) },
);
const line = fc.constantFrom(
  "data: one",
  "data:two",
  "data: caf\u00c3\u00a9",
  "data",
  ": comment",
  ":",
  "id: 1",
  "id",
  "event: tick",
  "retry: 10",
  "odd line",
  "",
  "",
);
const eventPart = fc
  .array(fc.tuple(line, fc.constantFrom("\n", "\n", "\r\n", "\r")), { maxLength: 5 })
  .map((lines) => lines.flat().join(""));
/** Parts that part lines, CR from LF and characters, too. */
const events = fc
  .tuple(fc.constantFrom("", "\u00ef\u00bb\u00bf"), fc.array(eventPart, { maxLength: 4 }), fc.nat(1_000))
  .map(([mark, parts, at]) => {
    const text = mark + parts.join("");
    const border = Math.floor((text.length * at) / 1_000);
    return [text.slice(0, border), text.slice(border)];
  });

const writes = fc.array(fc.nat(1_000), { maxLength: 4 }).map((all) => all.sort((a, b) => a - b));
const seldom = fc.nat(9).map((n) => n === 9);

const bytes: fc.Arbitrary<Partial<Backend>> = fc.record({
  type: fc.constantFrom(undefined, "text/plain; charset=utf-8", "application/json", "Application/X-NDJSON"),
  coding: fc.constantFrom(undefined, undefined, undefined, "gzip", "deflate", "br"),
  parts: fc.array(part, { maxLength: 4 }),
});
const stream: fc.Arbitrary<Partial<Backend>> = fc.record({
  status: fc.constant(200),
  type: fc.constantFrom("text/event-stream", "text/event-stream; charset=utf-8", "Text/Event-Stream"),
  parts: events,
});

const backend: fc.Arbitrary<Backend> = fc
  .record({
    version: fc.constantFrom("1.1" as const, "1.1" as const, "1.1" as const, "1.0" as const),
    interim: fc.array(fc.record({ status: fc.constantFrom(100, 102, 103, 199), fields }), { maxLength: 2 }),
    status: fc.constantFrom(
      200,
      200,
      200,
      201,
      204,
      205,
      206,
      226,
      299,
      300,
      304,
      400,
      404,
      418,
      451,
      500,
      503,
      599,
    ),
    reason: fc.constantFrom("OK", "", "As it is", "Caf\u00e9"),
    fields,
    type: fc.constant(undefined as string | undefined),
    coding: fc.constant(undefined as Backend["coding"]),
    framing: fc.constantFrom("length" as const, "chunked" as const, "until closed" as const),
    parts: fc.constant([] as Part[]),
    oddChunks: fc.boolean(),
    trailers: fields,
    early: seldom,
    writes,
    breaks: fc.option(
      fc.record({
        at: fc.nat(999),
        how: fc.constantFrom("end" as const, "reset" as const, "stall" as const),
      }),
      { nil: undefined, freq: 4 },
    ),
    closes: seldom,
  })
  .chain((script) =>
    fc
      .oneof({ weight: 2, arbitrary: bytes }, { weight: 1, arbitrary: stream })
      .map((body) => legal({ ...script, ...body })),
  );

/** `script` without what HTTP forbids. */
function legal(script: Backend): Backend {
  const { version, status } = script;
  const old = version === "1.0";
  const framing = old && script.framing === "chunked" ? "until closed" : script.framing;
  return {
    ...script,
    interim: old ? [] : script.interim, // RFC 9110, 15.2
    framing: status === 205 ? "length" : framing,
    // 205: RFC 9110, 15.3.6.
    parts: [204, 205, 304].includes(status) ? [] : script.parts,
    coding: [204, 205, 304].includes(status) ? undefined : script.coding,
    trailers: framing === "chunked" && status !== 205 ? script.trailers : [],
    closes: old || script.closes,
  };
}

const client: fc.Arbitrary<Client> = fc
  .record({
    version: fc.constantFrom("1.1" as const, "1.1" as const, "1.1" as const, "1.0" as const),
    method: fc.constantFrom("GET", "GET", "GET", "HEAD", "POST", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"),
    suffix: fc.constantFrom(
      "",
      "",
      "/",
      "/a%2Fb",
      "/;x=1",
      "/%C3%A9",
      "/a+b",
      "?",
      "?a=1&a=2&b",
      "?q=%FF+%2F",
      "/~!$&'()*+,;=:@",
    ),
    fields,
    body: fc.option(
      fc.record({
        framing: fc.constantFrom("length" as const, "chunked" as const),
        parts: fc.array(part, { maxLength: 3 }),
      }),
      { nil: undefined },
    ),
    expects: seldom,
    connection: fc.constantFrom(undefined, undefined, "close" as const, "keep-alive" as const),
    halfCloses: seldom,
    pipelines: fc.nat(3).map((n) => n === 3),
    dawdles: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 20),
    writes,
  })
  .map((script) => {
    const { version, method } = script;
    const old = version === "1.0";
    const body = ["GET", "HEAD", "DELETE", "OPTIONS"].includes(method) ? undefined : script.body;
    const chunked = body && old ? { ...body, framing: "length" as const } : body;
    return {
      ...script,
      body: chunked,
      expects: script.expects && !old && body !== undefined,
      pipelines:
        script.pipelines && !script.halfCloses && !old && script.connection !== "close" && !script.expects,
    };
  });

export const cases: fc.Arbitrary<Case> = fc.record({ backend, client }).map(({ backend, client }) => {
  // Who ends its side has left already where a half-closed connection is a closed one.
  const halfCloses = client.halfCloses && backend.breaks?.how !== "stall";
  // One that a client waits for is the hop's own: it has not heard of the backend's.
  const interim = client.expects ? backend.interim.filter(({ status }) => status !== 100) : backend.interim;
  return { backend: { ...backend, interim }, client: { ...client, halfCloses } };
});
