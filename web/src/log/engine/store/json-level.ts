import type { Level } from "../protocol";
import { type Member, members, shownValue } from "./json-source";
import {
  levelOfLetter,
  levelOfNumber,
  levelOfOpenTelemetry,
  levelOfPython,
  levelOfWord,
} from "./level-words";

/** What a JSON line says of its level, and the member of its top level that says it. */
export interface FoundLevel {
  level: Level;
  /** Undefined: it is in an object or in a text in the line. */
  member?: Member;
}

/** Names of the members that tell it, small letters only: what comes first is believed before what is behind it. */
const NAMES = [
  "levelname", // Python, Monolog: beside a number
  "loglevelname", // tslog
  "severitytext", // OpenTelemetry
  "levelstr", // log4js
  "loglevel", // ECS's "log.level", .NET, roarr
  "level",
  "lvl", // log15
  "severity", // Google Cloud
  "l", // Serilog's "@l"
  "priority", // journald
  "levelno", // Python
  "severitynumber", // OpenTelemetry
  "s", // MongoDB
];
/** Objects in which some writers have it: ECS, logstash, roarr, Loguru, tslog and what wraps others. */
const NESTED = new Set([
  "log",
  "@fields",
  "context",
  "record",
  "fields",
  "_meta",
  "_logMeta",
  "meta",
  "data",
]);

/** The level that the members of a JSON line tell: those of its top level before those of what is in it. */
export function jsonLevel(
  all: Member[],
  levelOfText: (text: string) => Level | undefined,
): FoundLevel | undefined {
  const named = new Map<string, Member>();
  for (const member of all) named.set(member.name.toLowerCase().replace(/[^a-z]/g, ""), member);
  for (const name of NAMES) {
    const member = named.get(name);
    const level = member && levelOfMember(name, member, named);
    if (level) return { level, member };
  }
  for (const { name, value } of all) {
    if (!NESTED.has(name) || !value.startsWith("{")) continue;
    const found = jsonLevel([...members(value)], () => undefined);
    if (found) return { level: found.level };
  }
  // Docker's json-file, and who copies it: the line as the program wrote it.
  const log = named.has("stream") && all.find(({ name, value }) => name === "log" && value.startsWith('"'));
  const level = log ? levelOfText(shownValue(log.value)) : undefined;
  return level && { level };
}

function levelOfMember(
  name: string,
  { name: written, value }: Member,
  named: Map<string, Member>,
): Level | undefined {
  if (name === "l" && written !== "@l") return undefined;
  if (name === "s" && !named.has("c")) return undefined; // MongoDB's has a component
  if (value.startsWith("{")) {
    // {"name":"INFO","no":20}, {"level":20000,"levelStr":"INFO"}
    const inner = new Map([...members(value)].map((member) => [member.name.toLowerCase(), member]));
    const label = inner.get("name") ?? inner.get("levelstr") ?? inner.get("label");
    return label && levelOfWord(shownValue(label.value));
  }
  const text = shownValue(value);
  if (!/^\d{1,5}$/.test(text)) {
    if (written === "@l" && /^verbose$/i.test(text)) return "trace"; // Serilog's lowest, unlike winston's
    return levelOfWord(text) ?? levelOfLetter(text);
  }
  const number = Number(text);
  if (name === "severitynumber") return levelOfOpenTelemetry(number);
  if (name === "levelno") return levelOfPython(number);
  return levelOfNumber(number, named.has("pid") || named.has("hostname"));
}
