import { createChannel, createSession } from "better-sse";
import { EventSource } from "eventsource";
import { once } from "node:events";
import { createServer } from "node:http";
import { expect, test } from "vitest";
import { bothWays, type Place } from "./both-ways";
import { EVENTS, serveEvents } from "./events-server";

/** Every event up to one of the type `done`, with its id. */
async function follow({ seen }: Place, url: string): Promise<[string, string, string][]> {
  const source = new EventSource(url);
  const events: [string, string, string][] = [];
  const take = ({ type, lastEventId, data }: MessageEvent) => {
    events.push([type, lastEventId, data as string]);
    seen.push();
  };
  source.addEventListener("message", take);
  source.addEventListener("tick", take);
  await once(source, "done");
  source.close();
  return events;
}

test("eventsource gets events as they are written, and goes on after a break", async () => {
  const { told, heard } = await bothWays(serveEvents, (place) => follow(place, `${place.url}/events`));
  expect(told).toEqual(EVENTS.map((data, index) => ["message", String(index + 1), data]));
  expect(heard).toEqual(["GET /v1/events from the start", "GET /v1/events 3"]);
});

test("a session and a channel of better-sse reach eventsource", async () => {
  const { told } = await bothWays(
    ({ seen }) =>
      createServer((request, response) => {
        void (async () => {
          const session = await createSession(request, response);
          const channel = createChannel().register(session);
          session.push({ n: 1 }, "tick", "a");
          await seen.next();
          channel.broadcast({ n: 2 }, "tick", { eventId: "b" });
          await seen.next();
          await session.iterate([3, 4], { eventName: "tick" }); // with ids that are random
          session.push("over", "done");
        })();
      }),
    async (place) => {
      const events = await follow(place, `${place.url}/events?x=1`);
      return events.map(([type, , data]) => `${type} ${data}`);
    },
  );
  expect(told).toEqual(['tick {"n":1}', 'tick {"n":2}', "tick 3", "tick 4"]);
});
