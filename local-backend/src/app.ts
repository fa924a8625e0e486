import { Hono } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import type { Changes } from "./changes.ts";
import type { EventStreams } from "./event-stream.ts";
import { logEvents } from "./log-events.ts";
import { problem } from "./problem.ts";
import type { Workload } from "./workload.ts";
import { workloadEvents } from "./workload-events.ts";

// `Date.parse` takes more: a bare year, or a time without its offset, which it takes for local.
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;

/** The HTTP side of the contract; see docs/backend-contract.md. */
export function createApp(
  workloads: ReadonlyMap<string, Workload>,
  changes: Changes,
  streams: EventStreams,
): Hono {
  const app = new Hono();
  const notFound = (id: string) => problem(404, `There is no workload "${id}".`);

  // A name of another host that leads here is a web page that has rebound its own name to this machine to read the logs.
  app.use(async (c, next) => {
    const { hostname } = new URL(c.req.url);
    if (["localhost", "127.0.0.1", "[::1]"].includes(hostname)) return next();
    return problem(403, `This backend answers only as localhost or 127.0.0.1, not as "${hostname}".`);
  });
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) =>
        problem(405, `${c.req.method} is not for this path.`, { allow: methods.join(", ") }),
    }),
  );

  app.get("/v1/workloads", (c) => c.json({ workloads: [...workloads.values()] }));

  app.get("/v1/workloads/:id", (c) => {
    const workload = workloads.get(c.req.param("id"));
    return workload ? c.json(workload) : notFound(c.req.param("id"));
  });

  app.get("/v1/workloads/:id/logs", (c) => {
    const workload = workloads.get(c.req.param("id"));
    if (!workload) return notFound(c.req.param("id"));
    const { tail, since, until, follow = "true", lastEventId } = c.req.query();
    if (tail !== undefined && !/^\d{1,15}$/.test(tail)) {
      return problem(400, `tail must be a whole number of lines, such as tail=100, not "${tail}".`);
    }
    if (follow !== "true" && follow !== "false") {
      return problem(400, `follow must be true or false, not "${follow}".`);
    }
    for (const [name, time] of Object.entries({ since, until })) {
      if (time === undefined || (RFC3339.test(time) && !Number.isNaN(Date.parse(time)))) continue;
      return problem(400, `${name} must be a time such as ${name}=2026-03-01T12:00:00Z, not "${time}".`);
    }
    const options = {
      // The header first: a browser's EventSource reconnects with it, and with the first query it was given.
      cursor: c.req.header("last-event-id") || lastEventId || undefined,
      tail: tail === undefined ? undefined : Number(tail),
      since: since === undefined ? undefined : Date.parse(since),
      until: until === undefined ? undefined : Date.parse(until),
      follow: follow === "true",
    };
    return streams.respond((signal) => logEvents(workload, options, signal));
  });

  app.get("/v1/events", () =>
    streams.respond((signal) => workloadEvents(workloads.values(), changes, signal)),
  );

  app.post("/v1/workloads/:id/restart", (c) => {
    const workload = workloads.get(c.req.param("id"));
    if (!workload) return notFound(c.req.param("id"));
    workload.restart();
    return c.json(workload, 202);
  });

  app.post("/v1/workloads/:id/stop", (c) => {
    const workload = workloads.get(c.req.param("id"));
    if (!workload) return notFound(c.req.param("id"));
    if (!workload.stop()) return problem(409, `The workload "${workload.entry.id}" is not running.`);
    return c.json(workload, 202);
  });

  app.notFound((c) => problem(404, `There is nothing at ${c.req.path}.`));
  app.onError((error) => {
    console.error(error);
    return problem(500, "The backend has failed; its own output says why.");
  });
  return app;
}
