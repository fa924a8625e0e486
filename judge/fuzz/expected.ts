import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { isBehindNext } from "../contract/system";
import type { Backend, Case } from "./case";
import type { Noted, NotedAnswer } from "./noted";

/** A difference that is meant to be, and why. */
interface Difference {
  because: string;
  when(script: Case, noted: Noted): boolean;
  /** Makes of what is noted without the hop what is with it. */
  change(noted: Noted, script: Case): void;
}

const answersOf = ({ answers }: Noted) => answers;
const isStream = ({ body }: NotedAnswer) => typeof body === "object";

/** Of everything that answers before Next. */
const ALWAYS: Difference[] = [
  {
    because: "an HTTP/1.0 client has no interim answers (RFC 9110, 15.2)",
    when: ({ client }) => client.version === "1.0",
    change: (noted) => answersOf(noted).forEach((answer) => (answer.interim = [])),
  },
  {
    because: "an HTTP/1.0 client has no trailers, as it has no chunks (RFC 9112, 7.1)",
    when: ({ client }) => client.version === "1.0",
    change: (noted) => answersOf(noted).forEach((answer) => (answer.trailers = {})),
  },
  {
    because: "who gets no head gets a 502 that says so, on a connection that stays",
    when: ({ backend }, { answers }) => answers.length === 0 && backend.breaks?.how !== "stall",
    change: (noted) => noted.answers.push({ ...NOTHING, status: 502, reason: "Bad Gateway" }),
  },
  {
    because: "an event stream's type has no parameters: it is always in UTF-8 (WHATWG HTML, 9.2.2)",
    when: (_script, { answers }) => answers.some(isStream),
    change: (noted) =>
      noted.answers
        .filter(isStream)
        .forEach(({ fields }) => (fields["content-type"] = ["text/event-stream"])),
  },
  {
    because: "an event stream has comments, so it has no length",
    when: (_script, { answers }) => answers.some(isStream),
    change: (noted) =>
      noted.answers.filter(isStream).forEach(({ fields }) => delete fields["content-length"]),
  },
];

const NOTHING: NotedAnswer = {
  interim: [],
  status: 0,
  reason: "",
  fields: {},
  body: "",
  trailers: {},
  fate: "complete",
};

/** Of what Next sends for a route handler (contract/beyond.test.ts has each). */
const BEHIND_NEXT: Difference[] = [
  {
    because: "a handler has one answer, without interim ones and trailers",
    when: () => true,
    change: (noted) =>
      answersOf(noted).forEach((answer) => {
        answer.interim = [];
        answer.trailers = {};
      }),
  },
  {
    because: "Next drops Content-Length",
    when: () => true,
    change: (noted) => answersOf(noted).forEach(({ fields }) => delete fields["content-length"]),
  },
  {
    because: "Next drops Content-Encoding, so that the body is decoded on the way",
    when: ({ backend }) => backend.coding !== undefined,
    change: (noted, { backend }) =>
      answersOf(noted)
        .slice(0, 1)
        .forEach((answer) => {
          delete answer.fields["content-encoding"];
          if (answer.fate === "complete" && answer.body)
            answer.body = decoded(answer.body as string, backend);
        }),
  },
  {
    because: "a part (206) of what is coded cannot be decoded, and is refused",
    when: ({ backend, client }, { answers }) =>
      backend.coding !== undefined &&
      backend.status === 206 &&
      client.method !== "HEAD" &&
      answers.length > 0,
    change: (noted) => (noted.answers[0] = { ...NOTHING, status: 502, reason: "Bad Gateway" }),
  },
  {
    because: "Headers joins fields of one name (RFC 9110, 5.3)",
    when: () => true,
    change: (noted) =>
      [...noted.answers, ...noted.heard].forEach(({ fields }) => {
        for (const name in fields) fields[name] = [fields[name]!.join(", ").trim()];
      }),
  },
];

const DECODERS = { gzip: gunzipSync, deflate: inflateSync, br: brotliDecompressSync };

function decoded(body: string, { coding }: Backend): string {
  try {
    return DECODERS[coding!](Buffer.from(body, "latin1")).toString("latin1");
  } catch {
    return body; // it ends too early
  }
}

/** What is to be noted with the hop, where `direct` is what is without it. */
export function expected(direct: Noted, script: Case): Noted {
  const noted = structuredClone(direct);
  for (const difference of isBehindNext ? [...ALWAYS, ...BEHIND_NEXT] : ALWAYS)
    if (difference.when(script, noted)) difference.change(noted, script);
  return noted;
}

/** `through` with what is not to be compared put as it is in `wanted`. */
export function comparable(through: Noted, wanted: Noted, { backend, client }: Case): Noted {
  const noted = structuredClone(through);
  // Who ends its side may be taken for one that leaves, as Node's servers, nginx and Go's do.
  if (client.halfCloses && (client.version === "1.0" || through.answers[0]?.fate !== "complete"))
    return { ...wanted, closed: through.closed };
  noted.answers.forEach((answer, index) => {
    const other = wanted.answers[index];
    if (!other) return;
    // Behind Next what is beyond ASCII comes in UTF-8, or as it was, by how the head is sent (contract/beyond.test.ts).
    for (const name in other.fields)
      if (isBehindNext && /[^\t -~]/.test(String(other.fields[name])))
        answer.fields[name] = other.fields[name]!;
    // No client is to make anything of a reason (RFC 9112, 4). What is no ASCII may be left out, undici (8, client-h1.js) has of one
    // that comes in parts the last, and Next puts one where there is none.
    const { reason } = answer;
    if (isBehindNext || !/^[ -~]+$/.test(other.reason) || other.reason.endsWith(reason))
      answer.reason = other.reason;
    // A problem of the hop's own, which has tests of its own.
    if (other.status === 502 && answer.status === 502)
      Object.assign(answer, { ...other, reason: answer.reason });
  });
  // A reset takes with it what had come before and is not read yet (RFC 9293, 3.10.7): how much that is, is chance. For an
  // HTTP/1.0 client each break is one.
  const isReset = backend.breaks?.how === "reset" || (backend.breaks && client.version === "1.0");
  if (isReset && isBroken(through.answers[0]) && isBroken(wanted.answers[0])) noted.answers = wanted.answers;
  // What breaks off cannot be decoded, nor can what ends too early.
  if (isBehindNext && backend.coding && backend.breaks) noted.answers = wanted.answers;
  // The hop's connection outlives the backend's: what is asked next on it has an answer.
  noted.answers.length = Math.min(noted.answers.length, Math.max(wanted.answers.length, 1));
  // A GET or HEAD may be sent once more on another connection (RFC 9110, 9.2.2).
  const [first, again] = noted.heard;
  if (first && JSON.stringify(first) === JSON.stringify(again) && wanted.heard.length === 1)
    noted.heard.length = 1;
  // Who answers before it has read need not read.
  if (backend.early || wanted.answers.length < through.answers.length) noted.heard = wanted.heard;
  return noted;
}

const isBroken = (answer?: NotedAnswer) => answer?.fate !== "complete" || answer.status === 502;
