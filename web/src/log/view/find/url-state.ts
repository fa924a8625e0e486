import { type Filter, LEVELS, type Pattern, type Source, type StreamName } from "@/log/engine/protocol";

/** What a chip of the filter bar stands for: the levels that the volume strip draws in one colour, and lines without one. */
export const LEVEL_CLASSES = ["error", "warn", "info", "debug", "other"] as const;
export type LevelClass = (typeof LEVEL_CLASSES)[number];

/** The lines before and after a hit that the filter bar offers at most: more than that is "show in context". */
export const MOST_CONTEXT = 10;

/** More than there is room for on a wide screen beside the text. */
export const MOST_COLUMNS = 8;

/** What the reader searches for, and which lines are in the view; an empty pattern or list is none. */
export interface Query {
  find: Pattern;
  filter: Pattern;
  levels: LevelClass[];
  stream?: StreamName;
  /** Ids of the workloads whose lines are shown; all if there are none. */
  sources: string[];
  /** Lines shown before and after each line that the filter lets through. */
  context: number;
  /** Only lines written from then on, and before then. Milliseconds since the epoch. */
  from?: number;
  to?: number;
  /** Names of fields: those that have a column of their own, and those that are not shown. */
  columns: string[];
  hidden: string[];
}

const NO_PATTERN: Pattern = { text: "", regex: false, caseSensitive: false };
export const NO_QUERY: Query = {
  find: NO_PATTERN,
  filter: NO_PATTERN,
  levels: [],
  sources: [],
  context: 0,
  columns: [],
  hidden: [],
};

/** What an address's parameters say; what they cannot mean is left out. */
export function readQuery(params: URLSearchParams): Query {
  const pattern = (name: "find" | "filter", prefix: string): Pattern => ({
    text: params.get(name) ?? "",
    regex: params.get(`${prefix}re`) === "1",
    caseSensitive: params.get(`${prefix}case`) === "1",
  });
  const time = (name: string) => {
    const at = Date.parse(params.get(name) ?? "");
    return Number.isNaN(at) ? undefined : at;
  };
  const levels = params.get("level")?.split(",") ?? [];
  const stream = params.get("stream");
  const context = Number(params.get("context"));
  return {
    find: pattern("find", ""),
    filter: pattern("filter", "filter-"),
    levels: LEVEL_CLASSES.filter((level) => levels.includes(level)),
    stream: stream === "stdout" || stream === "stderr" ? stream : undefined,
    sources: params.getAll("source"),
    context: Number.isInteger(context) ? Math.min(Math.max(context, 0), MOST_CONTEXT) : 0,
    from: time("from"),
    to: time("to"),
    columns: params.getAll("column").slice(0, MOST_COLUMNS),
    hidden: params.getAll("hide"),
  };
}

/** `params` with what `query` says in the place of what they said. Without a leading "?". */
export function writeQuery(query: Query, params: URLSearchParams): string {
  const next = new URLSearchParams(params);
  const set = (name: string, value: string | false | undefined) =>
    value ? next.set(name, value) : next.delete(name);
  for (const [name, prefix] of [
    ["find", ""],
    ["filter", "filter-"],
  ] as const) {
    const { text, regex, caseSensitive } = query[name];
    set(name, text);
    set(`${prefix}re`, regex && "1");
    set(`${prefix}case`, caseSensitive && "1");
  }
  set("level", query.levels.join(","));
  set("stream", query.stream);
  set("context", query.context > 0 && String(query.context));
  for (const name of ["from", "to"] as const)
    set(name, query[name] !== undefined && new Date(query[name]).toISOString());
  for (const [name, values] of [
    ["source", query.sources],
    ["column", query.columns],
    ["hide", query.hidden],
  ] as const) {
    next.delete(name);
    for (const value of values) next.append(name, value);
  }
  return next.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
}

/** The filter in the log worker's words. */
export function filterOf(query: Query, sources: Source[]): Filter {
  const { filter, levels, stream, context, from, to } = query;
  const shown = sources.flatMap(({ id }, index) => (query.sources.includes(id) ? [index] : []));
  return {
    pattern: searchOf(filter),
    levels: levels.length > 0 ? levels.flatMap((level) => LEVELS_OF[level]) : undefined,
    streams: stream && [stream],
    sources: shown.length > 0 ? shown : undefined,
    context: isFiltering(query) ? context : 0,
    from,
    to,
  };
}

/** Whether `of` is what `query` filters by: what a reader has just typed, the worker has not. */
export function isFilterOf(query: Query, sources: Source[], of: Filter): boolean {
  return JSON.stringify(filterOf(query, sources)) === JSON.stringify(of);
}

/** The pattern, if there is anything to look for. */
export function searchOf(pattern: Pattern): Pattern | undefined {
  return pattern.text === "" ? undefined : pattern;
}

/** Whether lines may be hidden for what they say; hiding a workload's lines is not a filter in this sense. */
export function isFiltering({ filter, levels, stream, from, to }: Query): boolean {
  return (
    filter.text !== "" || levels.length > 0 || stream !== undefined || from !== undefined || to !== undefined
  );
}

/** `query` with every line shown, but still only of the workloads that were. */
export function withoutFilter(query: Query): Query {
  const { find, sources, columns, hidden } = query;
  return { ...NO_QUERY, find, sources, columns, hidden };
}

const LEVELS_OF: Record<LevelClass, NonNullable<Filter["levels"]>> = {
  error: LEVELS.filter((level) => level === "error" || level === "fatal"),
  warn: ["warn"],
  info: ["info"],
  debug: ["trace", "debug"],
  other: ["other"],
};
