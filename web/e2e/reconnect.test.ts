import { once } from "node:events";
import { request as httpRequest, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import {
  atEnd,
  consoleUrl,
  describeInBrowser,
  line,
  newPage,
  rows,
  startBackend,
  startScripted,
  startWeb,
  useBrowser,
  waitForState,
  waitForLog,
} from "./console.ts";
import { fakeVisibility, setVisibility } from "./visibility.ts";
import { startWire, type Wire } from "./wire.ts";
import { PAGE_LINES } from "./scripted.ts";
import { Talker } from "./talker.ts";

/** What stands between the browser and the server. */
async function openWire(url: string): Promise<Wire> {
  const wire = await startWire(url);
  atEnd(() => wire.close());
  return wire;
}

/** A log page with the line "one", its way to the server, and its streams as the backend sees them. */
async function openTalker(): Promise<{
  page: Page;
  talker: Talker;
  wire: Wire;
  streams: ReadonlySet<ServerResponse>;
}> {
  const talker = new Talker();
  atEnd(() => talker.close());
  const backend = await startBackend([{ id: "talker", command: await talker.command() }], 0);
  const streams = new Set<ServerResponse>();
  await startScripted((request, response) => {
    const passedOn = httpRequest(backend.url + request.url, { headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers).flushHeaders();
      answer.pipe(response);
    }).end();
    if (request.url!.includes("/logs?")) streams.add(response);
    response.on("close", () => {
      streams.delete(response);
      passedOn.destroy();
    });
  });
  await talker.say("one");
  const page = await newPage();
  await fakeVisibility(page);
  const wire = await openWire(consoleUrl);
  await page.goto(`${wire.url}/workloads/talker`);
  await waitForLog(page);
  return { page, talker, wire, streams };
}

/** One more tab, with the same page. */
async function openTab(other: Page): Promise<Page> {
  const page = await other.context().newPage();
  await fakeVisibility(page);
  await page.goto(other.url());
  return page;
}

describeInBrowser("a log page that loses its connection", () => {
  useBrowser();

  it("goes on with the next line, none lost and none twice, when the web server was killed", async () => {
    const talker = new Talker();
    atEnd(() => talker.close());
    await startBackend([{ id: "talker", command: await talker.command() }]);
    const web = await startWeb();
    await talker.say("one", "two");
    const page = await newPage();
    await page.goto(`${web.url}/workloads/talker`);
    await waitForLog(page);

    await web[Symbol.asyncDispose]();
    await waitForState(page, "reconnecting");
    expect(await page.locator("[data-state]").innerText()).toMatch(
      /Reconnecting, attempt \d+ (now|in \d+ s)$/,
    );
    await talker.say("three, while nobody could hear it");
    await startWeb({ PORT: new URL(web.url).port });
    await waitForState(page, "live");
    await talker.say("four");
    await line(page, "four").waitFor();
    expect(await rows(page)).toEqual(["one", "two", "three, while nobody could hear it", "four"]);
  });

  it("comes back to the next server when one is replaced, and says so meanwhile", async () => {
    const talker = new Talker();
    atEnd(() => talker.close());
    await startBackend([{ id: "talker", command: await talker.command() }]);
    const web = await startWeb();
    await talker.say("one");
    const page = await newPage();
    await page.goto(`${web.url}/workloads/talker`);
    await waitForLog(page);

    const exited = once(web.process, "exit");
    web.process.kill("SIGTERM");
    await page.getByText("The server cannot be reached.").waitFor(); // it had asked for a new connection
    await exited;
    const goneAt = Date.now();
    await talker.say("two");
    await startWeb({ PORT: new URL(web.url).port });
    const backAt = Date.now();
    await waitForState(page, "live");
    // The last pause is as long as the absence at most, and the first as the server has asked for.
    expect(Date.now() - backAt).toBeLessThan(3_000 + backAt - goneAt);
    await line(page, "two").waitFor();
    expect(await rows(page)).toEqual(["one", "two"]);
  });

  it("shows that lines may be missing when the backend was started anew", async () => {
    const talker = new Talker();
    atEnd(() => talker.close());
    const workloads = [{ id: "talker", command: await talker.command() }];
    const backend = await startBackend(workloads);
    await talker.say("before");
    const page = await newPage();
    await page.goto(`${consoleUrl}/workloads/talker`);
    await waitForLog(page);

    await backend.close();
    await waitForState(page, "reconnecting");
    await page.getByText("502 Bad Gateway").waitFor();
    await startBackend(workloads);
    await talker.say("after");
    await line(page, "after").waitFor();
    expect(await rows(page)).toEqual([
      "before",
      expect.stringMatching(/^Lines may be missing here\./),
      "after",
    ]);
  });

  it("claims no continuity with a backend that sends plain lines without ids", async () => {
    const streams: ServerResponse[] = [];
    await startScripted((request, response) => {
      if (!request.url!.includes("/logs"))
        return response.end(JSON.stringify({ id: "plain", name: "Plain", status: "running" }));
      if (request.url!.endsWith(PAGE_LINES)) return response.writeHead(404).end();
      streams.push(response);
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: plain ${streams.length}\n\n`);
    });
    const page = await newPage();
    await page.goto(`${consoleUrl}/workloads/plain`);
    await line(page, "plain 1").waitFor();
    streams[0]!.destroy();
    await line(page, "plain 2").waitFor();
    expect(await rows(page)).toEqual([
      "plain 1",
      expect.stringMatching(/^Lines may be missing here\./),
      "plain 2",
    ]);
  });

  it("notices a connection that is open and dead, by its missing heartbeat", async () => {
    const talker = new Talker();
    atEnd(() => talker.close());
    await startBackend([{ id: "talker", command: await talker.command() }]);
    const web = await startWeb({ STREAM_HEARTBEAT_MS: "300" });
    const wire = await openWire(web.url);
    await talker.say("one");
    const page = await newPage();
    await page.goto(`${wire.url}/workloads/talker`);
    await waitForLog(page);

    wire.cut();
    wire.mend();
    await page.getByText("The connection has gone silent.").waitFor();
    await talker.say("two");
    await line(page, "two").waitFor();
    expect(await rows(page)).toEqual(["one", "two"]);
  });

  it("says within 2 s that the network is gone, and goes on within 2 s when it is back", async () => {
    const { page, talker, wire } = await openTalker();
    wire.cut();
    await page.context().setOffline(true);
    const at = Date.now();
    await waitForState(page, "reconnecting");
    await page.getByText("This device is offline.").waitFor();
    expect(Date.now() - at).toBeLessThan(2_000);
    await talker.say("two");
    wire.mend();
    await page.context().setOffline(false);
    const backAt = Date.now();
    await line(page, "two").waitFor();
    expect(Date.now() - backAt).toBeLessThan(2_000);
    await talker.say("three");
    await line(page, "three").waitFor();
    expect(await rows(page)).toEqual(["one", "two", "three"]);
  });

  it.each([
    ["for a moment", 0],
    ["for longer than its attempts wait for an answer", 8_000],
  ])("is live again within 1 s when the network comes back that was gone %s", async (_, goneMs) => {
    const { page, talker, wire } = await openTalker();
    wire.cut();
    await page.context().setOffline(true);
    await waitForState(page, "reconnecting");
    await talker.say("two");
    await sleep(goneMs);
    const ms = await page.evaluateHandle(() => {
      const { promise, resolve } = Promise.withResolvers<number>();
      let backAt: number | undefined;
      addEventListener("online", () => (backAt = performance.now()));
      new MutationObserver(() => {
        const isLive =
          document.querySelector('[data-state="live"]') && document.body.innerText.includes("two");
        if (backAt !== undefined && isLive) resolve(performance.now() - backAt);
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
      return { promise };
    });
    wire.mend();
    await page.context().setOffline(false);
    expect(await ms.evaluate(({ promise }) => promise)).toBeLessThan(1_000);
    expect(await rows(page)).toEqual(["one", "two"]);
  });

  it("stays live, without a gap, when the device goes offline and the server is on it", async () => {
    const { page, talker } = await openTalker();
    await page.evaluate(() => dispatchEvent(new Event("offline")));
    await talker.say("two");
    await line(page, "two").waitFor();
    await waitForState(page, "live");
    expect(await rows(page)).toEqual(["one", "two"]);
  });

  it("gives its connection up 30 s after it was hidden, and goes on with the next line when shown", async () => {
    const { page, talker, streams } = await openTalker();
    await setVisibility(page, "hidden");
    const at = Date.now();
    await expect.poll(() => streams.size, { timeout: 40_000 }).toBe(0);
    expect(Date.now() - at).toBeGreaterThan(29_000);
    await talker.say("two");
    await setVisibility(page, "visible");
    await line(page, "two").waitFor();
    expect(await rows(page)).toEqual(["one", "two"]);
  }, 60_000);

  it("leaves connections to the 21st tab when 20 are open", async () => {
    const { page: first, talker, streams } = await openTalker();
    const tabs = [first];
    while (tabs.length < 20) {
      await setVisibility(tabs.at(-1)!, "hidden");
      tabs.push(await openTab(first));
      await waitForLog(tabs.at(-1)!);
    }
    expect(streams.size).toBeLessThanOrEqual(5);
    await setVisibility(tabs.at(-1)!, "hidden");
    const at = Date.now();
    const last = await openTab(first);
    await waitForLog(last);
    expect(Date.now() - at).toBeLessThan(15_000); // of a busy machine; a tab that holds on to its connection has it for 30 s

    await talker.say("two");
    await setVisibility(last, "hidden");
    await setVisibility(first, "visible");
    await line(first, "two").waitFor();
    expect(await rows(first)).toEqual(["one", "two"]);
  }, 90_000);

  it("stops when it is refused, and says why", async () => {
    await startScripted((request, response) => {
      if (!request.url!.includes("/logs"))
        return response.end(JSON.stringify({ id: "secret", name: "Secret", status: "running" }));
      response.writeHead(403, { "content-type": "application/problem+json" });
      response.end(JSON.stringify({ title: "Forbidden", detail: "This log is not for you." }));
    });
    const page = await newPage();
    await page.goto(`${consoleUrl}/workloads/secret`);
    await waitForState(page, "refused");
    expect(await page.locator("[data-state]").innerText()).toContain("Refused with status 403");
    expect(await rows(page)).toEqual(["403 Forbidden: This log is not for you. Ask again"]);
  });
});
