import { seconds } from "./check.ts";
import { record, type Recording, type SeenEvent } from "./recording.ts";
import { within } from "./request.ts";
import type { Target } from "./target.ts";

// The next event was there before: it has only to be sent.
const PATIENCE_MS = 5_000;
/** Events that are not a line, or not one yet: nobody goes on from them. */
const WITHOUT_ID = new Set<string | undefined>(["gap", "end", "partial"]);

export interface Resumption {
  outcome: "next" | "ignored" | "dropped" | "other" | "gap" | "silent" | "no ids" | "too few";
  detail?: string;
}

/** Asks again with the id of an event that was seen in the middle, and looks whether the one after it comes first. */
export async function tryResume(
  target: Target,
  seen: Recording,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Resumption> {
  const lines = seen.events.filter(({ event }) => !WITHOUT_ID.has(event));
  const withId = lines.filter(({ id }) => id);
  if (lines.length > 0 && withId.length === 0) return { outcome: "no ids" };
  if (withId.length < 2) return { outcome: "too few" };
  const n = Math.floor(withId.length / 2) - 1;
  const [from, next] = [withId[Math.max(n, 0)]!.id!, withId[Math.max(n, 0) + 1]!.id!];

  const asked = performance.now();
  const first = await firstEvent(target.stream, { ...headers, "last-event-id": from }, signal);
  if (first === undefined) return { outcome: "silent", detail: `waited ${seconds(PATIENCE_MS)}` };
  if (first.id === next) return { outcome: "next", detail: `after ${seconds(first.at - asked)}` };
  if (first.event === "gap") return { outcome: "gap", detail: first.data.slice(0, 80) };
  if (target.console) {
    const url = new URL(target.stream);
    url.searchParams.set("lastEventId", from);
    if ((await firstEvent(url, headers, signal))?.id === next) return { outcome: "dropped" };
  }
  const place = withId.findIndex(({ id }) => id === first.id);
  return place >= 0 || first.id === undefined
    ? { outcome: "ignored", detail: place >= 0 ? `it went on with event ${place + 1}, not ${n + 2}` : "" }
    : { outcome: "other", detail: `asked for what follows ${from}, got ${first.id}` };
}

async function firstEvent(
  url: URL,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<SeenEvent | undefined> {
  const leave = new AbortController();
  const { recording, done } = record(url, {
    headers: { ...headers },
    signal: within(PATIENCE_MS, signal, leave.signal),
    onChange: () => recording?.events.length && leave.abort(),
  });
  await done;
  signal.throwIfAborted();
  return recording.events[0];
}
