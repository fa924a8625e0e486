import { type FoldedJson, SHOWN_CHARACTERS } from "../protocol";
import { plainText } from "./plain-text";

// A line as long as this takes 1 ms to parse, and there are a hundred on a screen.
const MAX_CHARACTERS = 65_536;

/** In the order in which they are looked for. */
const MESSAGES = ["message", "msg", "@message", "@m", "event", "text", "body", "MESSAGE", "log"];
/** What the row shows elsewhere: as its time, and as its level. */
const SHOWN_ELSEWHERE = new Set([
  "time",
  "timestamp",
  "@timestamp",
  "@t",
  "ts",
  "datetime",
  "level",
  "severity",
  "lvl",
  "levelname",
  "log.level",
  "@l",
]);

/** What a line that is one JSON object is folded into: its message, and its other fields. */
export function foldJson(line: string): FoldedJson | undefined {
  if (!line.startsWith("{") || line.length > MAX_CHARACTERS) return undefined;
  const object = parse(plainText(line));
  if (!object) return undefined;
  const name = MESSAGES.find((name) => typeof object[name] === "string");
  const fields = Object.entries(object).filter(([field]) => field !== name && !SHOWN_ELSEWHERE.has(field));
  return {
    message: name === undefined ? "" : shown(object[name]),
    fields: fields.map(([field, value]) => [field, shown(value)]),
  };
}

/**
 * What a search looks through of a line: its plain text, and of JSON with escapes in it also what the row shows of it, as a
 * reader looks for what he sees: `open "/etc/x"`, and not `open \"/etc/x\"`.
 */
export function searchedText(line: string): string {
  const text = plainText(line);
  if (!text.startsWith("{") || !text.includes("\\")) return text;
  const json = foldJson(line);
  if (!json) return text;
  return [text, ...json.fields.map(([, value]) => plainText(value)), plainText(json.message)].join("\n");
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>; // What begins with a brace is an object.
  } catch {
    return undefined;
  }
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
