import { createParser } from "eventsource-parser";
import type { Heard } from "./backend";
import type { Answer, Seen } from "./client";
import type { Fields } from "./input";

/** Of an exchange what has to be the same with the hop and without, so that a difference can be read. */
export interface Noted {
  answers: NotedAnswer[];
  closed: boolean | undefined;
  heard: { line: string; fields: Record<string, string[]>; body: string }[];
}

export interface NotedAnswer {
  interim: { status: number; fields: Record<string, string[]> }[];
  status: number;
  reason: string;
  fields: Record<string, string[]>;
  /** Latin1; of an event stream its events, as they are parsed. */
  body: string | object[];
  trailers: Record<string, string[]>;
  fate: "complete" | "broken";
}

/** Header fields that cross, and that the cases have; what a server says of itself (`Date`) or of a connection is left out. */
const COMPARED = /^(?:x-one|x-two|x-three|x-odd.*|content-(?:language|type|encoding|length))$/;
const COMPARED_AT_BACKEND = /^(?:x-one|x-two|x-three|x-odd.*|content-language)$/;

export function noted(seen: Seen, heard: Heard[]): Noted {
  return {
    answers: seen.answers.map(notedAnswer),
    closed: seen.closed,
    // Of a request that is pipelined its answer tells enough: Node's servers do not wait with it for the one before.
    heard: heard
      .filter(({ line }) => !line.includes("?second"))
      .map(({ line, fields, body }) => ({
        line: line.replace(/play-\d+/, "play").replace(/ HTTP\/1\.[01]$/, ""),
        fields: compared(fields, COMPARED_AT_BACKEND),
        body: body.bytes.toString("latin1"),
      })),
  };
}

function notedAnswer({ interim, status, reason, fields, body }: Answer): NotedAnswer {
  const own = compared(fields, COMPARED);
  const isStream = status === 200 && /^text\/event-stream\b/i.test(own["content-type"]?.[0] ?? "");
  return {
    interim: interim.map(({ status, fields }) => ({ status, fields: compared(fields, COMPARED) })),
    status,
    reason,
    fields: own,
    body: isStream ? eventsOf(body.bytes) : body.bytes.toString("latin1"),
    trailers: compared(body.trailers, COMPARED),
    fate: body.complete ? "complete" : "broken",
  };
}

function compared(fields: Fields, names: RegExp): Record<string, string[]> {
  const all: Record<string, string[]> = {};
  for (const [name, value] of fields) {
    const lower = name.toLowerCase();
    if (names.test(lower)) (all[lower] ??= []).push(value);
  }
  return all;
}

function eventsOf(bytes: Buffer): object[] {
  const events: object[] = [];
  const parser = createParser({
    onEvent: (event) => events.push(event),
    onRetry: (retry) => events.push({ retry }),
  });
  const text = new TextDecoder().decode(bytes);
  // The parser waits for the LF that may follow a CR, which is the end of a line by itself (WHATWG HTML, 9.2.6).
  parser.feed(text.endsWith("\r") ? `${text}\n` : text);
  return events;
}

/** `text` as the message of an error has it. */
export function shortened(value: unknown): unknown {
  if (typeof value === "string" && value.length > 120) return `${value.slice(0, 100)}… (${value.length})`;
  if (Array.isArray(value)) return value.map(shortened);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shortened(one)]));
}
