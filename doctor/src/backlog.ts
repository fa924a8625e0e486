import { createParser, type EventSourceMessage } from "eventsource-parser";
import { getText } from "./body.ts";
import type { Request } from "./request.ts";

/** The last lines that `logs` has now: an answer that ends, which nobody on the way can hold back for ever. */
export async function backlog(logs: URL, tail: number, request: Request): Promise<EventSourceMessage[]> {
  const url = new URL(logs);
  url.searchParams.set("follow", "false");
  url.searchParams.set("tail", String(tail));
  const { status, text } = await getText(url, request);
  const events: EventSourceMessage[] = [];
  if (status === 200) createParser({ onEvent: (event) => events.push(event) }).feed(text);
  return events.filter(({ event }) => event === undefined);
}
