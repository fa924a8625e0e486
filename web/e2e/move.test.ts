import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import {
  atEnd,
  describeInBrowser,
  line,
  newPage,
  rows,
  startBackend,
  startScripted,
  startWeb,
  useBrowser,
  waitForState,
} from "./console.ts";
import { Talker } from "./talker.ts";
import { startWire } from "./wire.ts";

// Every line is on the page.
const TALL = { width: 1000, height: 3000 };

/** A running workload, a console, and what stands before it. */
async function startReplica(env: Record<string, string> = {}) {
  const talker = new Talker();
  atEnd(() => talker.close());
  await startBackend([{ id: "talker", command: await talker.command() }]);
  const web = await startWeb(env);
  const wire = await startWire(web.url);
  atEnd(() => wire.close());
  return { talker, web, wire };
}

/** Writes down every state that `page` shows from now on; what is returned tells them. */
async function recordStates(page: Page): Promise<() => Promise<string[]>> {
  const recording = await page.evaluateHandle(() => {
    const read = () =>
      [...document.querySelectorAll("[data-state]")].map((e) => e.getAttribute("data-state")).join();
    const states = [read()];
    const note = () => states.at(-1) === read() || states.push(read());
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true });
    return states;
  });
  return () => recording.jsonValue();
}

describeInBrowser("a page whose connection moves", () => {
  useBrowser();

  it("shows nothing of it when the replica behind a log is replaced, and has every line once", async () => {
    const { talker, web, wire } = await startReplica();
    const successor = await startWeb();
    await talker.say("0");
    const page = await newPage({ viewport: TALL });
    await page.goto(`${wire.url}/workloads/talker`);
    await line(page, "0").waitFor();
    await waitForState(page, "live");
    const states = await recordStates(page);

    const exited = once(web.process, "exit");
    wire.leadTo(successor.url);
    web.process.kill("SIGTERM");
    let said = 0;
    while (web.process.exitCode === null) {
      await talker.say(String(++said));
      await sleep(50); // a log that goes on
    }
    await exited;
    await talker.say("the last");
    await line(page, "the last").waitFor();
    expect(await rows(page)).toEqual([...Array.from({ length: said + 1 }, (_, n) => String(n)), "the last"]);
    expect(await states()).toEqual(["live"]);
  });

  it("shows nothing of it when the replica behind the list is replaced", async () => {
    const { talker, web, wire } = await startReplica();
    const successor = await startWeb();
    const page = await newPage();
    await page.goto(wire.url);
    await waitForState(page, "live");
    const states = await recordStates(page);

    const exited = once(web.process, "exit");
    wire.leadTo(successor.url);
    web.process.kill("SIGTERM");
    await exited;
    await talker.tell({ exit: 3 });
    await page.getByText("Failed").first().waitFor();
    expect(await states()).toEqual(["live"]);
  });

  it("shows nothing of it when a stream has come to STREAM_MAX_AGE_MS", async () => {
    const { talker, wire } = await startReplica({ STREAM_MAX_AGE_MS: "500" });
    await talker.say("0");
    const page = await newPage({ viewport: TALL });
    await page.goto(`${wire.url}/workloads/talker`);
    await line(page, "0").waitFor();
    await waitForState(page, "live");
    const states = await recordStates(page);
    const requests: string[] = [];
    page.context().on("request", (request) => requests.push(request.url()));
    for (let said = 1; said <= 40; said++) {
      await talker.say(String(said));
      await sleep(50); // four times the age
    }
    await line(page, "40").waitFor();
    expect(await rows(page)).toEqual(Array.from({ length: 41 }, (_, n) => String(n)));
    expect(requests.filter((url) => url.includes("/logs?")).length).toBeGreaterThanOrEqual(2);
    expect(await states()).toEqual(["live"]);
  });

  it.each([
    ["a log", "/workloads/talker", "You are signed out."],
    ["the list", "/", "Signed out."],
  ])(
    "says that its reader is signed out when a session is over, of %s, and leads to the login",
    async (_, path, words) => {
      let session = true;
      const streams = new Set<ServerResponse>();
      const workload = { id: "talker", name: "Talker", status: "running" };
      await startScripted(({ url }, response) => {
        if (!/\/(logs|events)(\?|$)/.test(url!)) {
          response.setHeader("content-type", "application/json");
          return response.end(JSON.stringify(url === "/v1/workloads" ? { workloads: [workload] } : workload));
        }
        // As a login in front answers it, in the same place.
        if (!session) return response.writeHead(401).end();
        response.writeHead(200, { "content-type": "text/event-stream" });
        streams.add(response.once("close", () => streams.delete(response)));
        response.write(
          url!.endsWith("/events")
            ? `event: snapshot\ndata: ${JSON.stringify({ workloads: [workload] })}\n\n`
            : "id: 1\ndata: one\n\n",
        );
      });
      const web = await startWeb({ STREAM_MAX_AGE_MS: "2000" });
      const page = await newPage();
      await page.goto(web.url + path);
      await waitForState(page, "live");
      session = false;
      await page.getByText(words).waitFor();
      await expect.poll(() => streams.size).toBe(0);
      session = true;
      await page.getByRole("link", { name: "Sign in" }).click();
      await waitForState(page, "live");
    },
  );
});
