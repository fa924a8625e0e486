import { type EventSourceMessage, fetchEventSource } from "@microsoft/fetch-event-source";
import { beforeAll, expect, test, vi } from "vitest";
import { bothWays } from "./both-ways";
import { EVENTS, serveEvents } from "./events-server";

beforeAll(() => {
  // It knows browsers only.
  vi.stubGlobal("window", globalThis);
  vi.stubGlobal("document", { removeEventListener() {} });
});

test.for(["GET", "POST"])("@microsoft/fetch-event-source goes on after a break, with %s", async (method) => {
  const { told, heard } = await bothWays(serveEvents, async ({ url, seen }) => {
    const events: EventSourceMessage[] = [];
    const over = new AbortController();
    await fetchEventSource(`${url}/feed`, {
      method,
      body: method === "POST" ? "{}" : undefined,
      openWhenHidden: true,
      signal: over.signal,
      onmessage(event) {
        if (event.event === "done") return over.abort();
        if (!event.id) return; // what has only `retry`
        events.push(event);
        seen.push();
      },
    });
    return events;
  });
  expect(told.map(({ data }) => data)).toEqual(EVENTS);
  expect(heard).toEqual([`${method} /v1/feed from the start`, `${method} /v1/feed 3`]);
});
