import type { Level } from "../protocol";
import { levelOf } from "../store/level";
import type { LineStore } from "../store/line-store";
import { hasRoom, type NewLine, type StoredLine } from "../store/stored-row";
import { EventGrouping } from "./event-grouping";

/** The event that the next line of a stream may belong to. */
interface Open<Event> {
  grouping: EventGrouping;
  event?: Event;
}

/** Puts the lines of logs into the store as they come: those of an event together, also while others come between them. */
export class EventWriter {
  readonly #store: LineStore;
  /** By source and stream. */
  readonly #open = new Map<string, Open<StoredLine>>();

  constructor(store: LineStore) {
    this.#store = store;
  }

  add(line: NewLine): void {
    const open = openOf(this.#open, line);
    const goesOn = open.grouping.continues(line) && open.event !== undefined;
    if (goesOn && this.#store.extendLine(open.event!, line))
      open.event!.level ??= levelOfJson(open.event!, line);
    else open.event = this.#store.addLine(line);
  }

  /** Lines are missing: no event goes on behind them. */
  cut(source: number): void {
    for (const name of this.#open.keys()) if (name.startsWith(`${source} `)) this.#open.delete(name);
  }
}

/** Lines of one source that were loaded together, as events. */
export function joinedLines(lines: NewLine[]): NewLine[] {
  return join(lines).events;
}

/**
 * The same of lines that stand before all that are kept. The begin of an event whose rest is kept is not among them: it is put
 * before that rest, which is one row then.
 */
export function joinedBefore(lines: NewLine[], store: LineStore): NewLine[] {
  const { events, open } = join(lines);
  const begins = new Set<NewLine>();
  for (const { grouping, event } of open.values()) {
    const rest = event ? rowsOfEvent(grouping, store.linesOf(event)) : [];
    if (rest.length > 0 && store.prependLines(rest, event!)) begins.add(event!);
  }
  return events.filter((event) => !begins.has(event));
}

/** The first of `rows`, as far as they go on with the event of which `grouping` has had the lines so far. */
function rowsOfEvent(grouping: EventGrouping, rows: Iterable<StoredLine>): StoredLine[] {
  const rest: StoredLine[] = [];
  for (const row of rows) {
    // Where it was cut, it was taken for the begin of one; what follows in the row goes on with it all the same.
    const [first, ...others] = row.text.split("\n");
    if (!grouping.continues({ ...row, text: first! })) break;
    rest.push(row);
    if (!others.every((text) => grouping.continues({ at: row.at, text }))) break;
  }
  return rest;
}

function join(lines: NewLine[]) {
  const open = new Map<string, Open<NewLine>>();
  const events: NewLine[] = [];
  for (const line of lines) {
    const own = openOf(open, line);
    const goesOn = own.grouping.continues(line);
    if (goesOn && own.event && hasRoom(own.event, line)) addTo(own.event, line);
    else events.push((own.event = { ...line }));
  }
  return { events, open };
}

function addTo(event: NewLine, { text, cursor, level }: NewLine): void {
  event.text += `\n${text}`;
  event.level ??= level ?? levelOfJson(event, { text });
  (event.cursors ??= []).push(cursor);
}

/** Of an object that is written over lines, what all of it says when `last` has closed it. */
function levelOfJson({ text }: { text: string }, last: { text: string }): Level | undefined {
  return text.startsWith("{") && last.text.startsWith("}") ? levelOf(text) : undefined;
}

const nameOf = ({ source, stream }: Pick<NewLine, "source" | "stream">) => `${source} ${stream}`;

function openOf<Event>(all: Map<string, Open<Event>>, line: NewLine): Open<Event> {
  const name = nameOf(line);
  let open = all.get(name);
  if (!open) all.set(name, (open = { grouping: new EventGrouping() }));
  return open;
}
