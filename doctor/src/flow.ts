import { quantile, seconds } from "./check.ts";
import type { Recording, SeenEvent } from "./recording.ts";

/** What comes within this of the headers may have been there before: the backlog. */
const OPENING_MS = 300;
/** What a viewer calls live, and more than a network and a busy machine add. */
export const LATE_MS = 500;
/** The backend has a line, and a second later the stream still has not. */
const GRACE_MS = 1_000;
/** Events this close together came in one piece. */
const SAME_PIECE_MS = 20;
/** With fewer nothing can be said of a pattern. */
const FEW = 3;

/** The lines the backend had at some moment, learned from an answer that ends. The first look is before the stream. */
export interface Look {
  at: number;
  ids: string[];
}

export interface Flow {
  /** `bursts`: pieces of many after pauses, which a source may have made itself. */
  state: "flows" | "held" | "bursts" | "unknown";
  /** How many events came that were not there before. */
  live: number;
  figures: string;
}

/**
 * Whether events come when they are written. Three witnesses, the strongest first: what the backend had at a moment
 * (`looks`); the events' own times, of which only differences count, so that no clock has to be right; and the arrivals.
 */
export function flowOf(recording: Recording, looks: Look[] = []): Flow {
  const live = liveEvents(recording);
  const missing = missingOf(recording, looks);
  const lags = lagsOf(live);
  const figures = [arrivals(live)];
  if (lags) figures.push(`lag ${seconds(quantile(lags.ms))}, worst ${seconds(Math.max(...lags.ms))}`);
  if (missing.late > 0)
    figures.push(`${missing.late} of ${missing.of} lines were not there 1 s after the backend had them`);
  const of = (state: Flow["state"]): Flow => ({ state, live: live.length, figures: figures.join("; ") });

  // One late line may be a hiccup of the machine.
  if (missing.late >= 2 && missing.late * 5 >= missing.of) return of("held");
  if (lags && quantile(lags.ms, 0.9) > LATE_MS + lags.resolution) return of("held");
  if (live.length > 0 && missing.of > 0 && missing.late === 0) return of("flows");
  // Of one piece nobody can tell whether it was written as one.
  if (live.length < FEW || piecesOf(live).length < 2) return of("unknown");
  return of(!lags && inBursts(live) ? "bursts" : "flows");
}

/**
 * Whether `other` gets late, or not at all, what `one` has got: the same stream asked for differently at the same time.
 * Undefined where they cannot be compared: nothing came, or each connection gets events of its own.
 */
export function isBehind(other: Recording, one: Recording): boolean | undefined {
  const key = ({ id, data }: SeenEvent) => id ?? data;
  const theirs = new Map(other.events.map((event) => [key(event), event.at]));
  // What a line has come to before its end is a matter of when one looked.
  const due = liveEvents(one).filter(({ at, event }) => event !== "partial" && at + LATE_MS < other.until);
  if (due.length < FEW) return undefined;
  if (!due.some((event) => theirs.has(key(event))) && liveEvents(other).length > 0) return undefined;
  const late = due.filter((event) => !((theirs.get(key(event)) ?? Infinity) - event.at < LATE_MS));
  return late.length * 2 >= due.length;
}

/** Events that came after the opening and, if they have times, were written after the stream was asked for. */
export function liveEvents({ events, answer, sentAt = 0 }: Recording): SeenEvent[] {
  const opened = (answer?.headersAt ?? 0) + OPENING_MS;
  const late = events.filter(({ at, event }) => at > opened && event !== "gap" && event !== "end");
  const timed = late.filter(({ time }) => time !== undefined);
  if (timed.length === 0) return late;
  // The freshest event tells the two clocks' difference, but for its own way here.
  const clocks = Math.min(...timed.map(({ at, time }) => at - time!));
  return timed.filter(({ time }) => time! + clocks >= sentAt);
}

function lagsOf(live: SeenEvent[]): { ms: number[]; resolution: number } | undefined {
  const delays = live.flatMap(({ at, time }) => (time === undefined ? [] : at - time));
  if (delays.length < FEW) return undefined;
  const least = Math.min(...delays);
  const wholeSeconds = live.every(({ time = 0 }) => time % 1_000 === 0);
  return { ms: delays.map((delay) => delay - least), resolution: wholeSeconds ? 1_000 : 0 };
}

function missingOf(recording: Recording, looks: Look[]): { late: number; of: number } {
  const arrived = new Map(recording.events.map(({ id, at }) => [id, at]));
  // What was there before the stream was opened it need not bring.
  const [before, ...later] = looks;
  const known = new Set(before?.ids);
  const old = known.size;
  let late = 0;
  for (const { at, ids } of later) {
    if (at + GRACE_MS > (recording.end?.at ?? recording.until)) break;
    for (const id of ids) {
      if (known.has(id)) continue;
      known.add(id);
      if (!((arrived.get(id) ?? Infinity) <= at + GRACE_MS)) late++;
    }
  }
  return { late, of: known.size - old };
}

function arrivals(live: SeenEvent[]): string {
  if (live.length < 2) return live.length === 1 ? "1 event" : "no event";
  const pieces = piecesOf(live);
  const pauses = pausesOf(pieces);
  const apart = pauses.length > 0 ? `, ${seconds(quantile(pauses))} apart (median)` : "";
  return pieces.length === live.length
    ? `${live.length} events one by one${apart}`
    : `${live.length} events in ${pieces.length} piece${pieces.length > 1 ? "s" : ""}${apart}`;
}

function piecesOf(events: SeenEvent[]): SeenEvent[][] {
  const pieces: SeenEvent[][] = [];
  for (const event of events) {
    const before = pieces.at(-1)?.at(-1);
    if (before && event.at - before.at < SAME_PIECE_MS) pieces.at(-1)!.push(event);
    else pieces.push([event]);
  }
  return pieces;
}

function pausesOf(pieces: SeenEvent[][]): number[] {
  return pieces.slice(1).map((piece, i) => piece[0]!.at - pieces[i]!.at(-1)!.at);
}

function inBursts(live: SeenEvent[]): boolean {
  const pieces = piecesOf(live);
  return live.length >= FEW * pieces.length && quantile(pausesOf(pieces)) >= LATE_MS;
}
