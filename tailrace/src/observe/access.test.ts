import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { shared } from "../shared.ts";
import { type Access, currentAccess } from "./access.ts";
import { trackRequests } from "./requests.ts";

test("an observer that throws breaks neither the request nor another observer, and is warned of", async () => {
  const told: string[] = [];
  const fails = () => {
    throw new Error("This observer is broken.");
  };
  const note = (event: string) => (access: Access) => void told.push(`${event} ${access.path}`);
  const warned = once(process, "warning");
  shared().observers.push(
    { started: fails, answered: fails, finished: fails },
    { started: note("started"), answered: note("answered"), finished: note("finished") },
  );
  trackRequests();
  await using server = createServer((_request, response) => {
    currentAccess()!.answered();
    response.end("whole");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");

  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/x`);

  expect(await answer.text()).toBe("whole");
  await expect.poll(() => told).toEqual(["started /api/x", "answered /api/x", "finished /api/x"]);
  expect((await warned)[0]).toMatchObject({ message: "This observer is broken." });
});
