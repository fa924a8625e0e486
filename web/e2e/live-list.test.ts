import type { IncomingMessage, ServerResponse } from "node:http";
import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import {
  atEnd,
  consoleUrl,
  describeInBrowser,
  newPage,
  startBackend,
  startScripted,
  startWeb,
  useBrowser,
  waitForState,
  type WorkloadEntry,
} from "./console.ts";
import { Talker } from "./talker.ts";
import { fakeVisibility, setVisibility } from "./visibility.ts";
import { startWire } from "./wire.ts";

const FOREVER = ["node", "-e", "setInterval(() => {}, 1e9)"];
const entry = (
  id: string,
  name: string,
  labels?: Record<string, string>,
  command = FOREVER,
): WorkloadEntry => ({
  id,
  name,
  command,
  labels,
});
const FOUR = [
  entry("api-1", "Public API", { team: "web" }),
  entry("etl-7", "Nightly import", { team: "data" }, ["node", "-e", "process.exit(7)"]),
  entry("etl-8", "Hourly import", { team: "data" }),
  entry("mail", "Mailer"),
];

const row = (page: Page, id: string): Locator => page.locator(`[data-workload="${id}"]`);
const ids = (page: Page) =>
  page.locator("[data-workload]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-workload")));
const focusedText = (page: Page) =>
  page.evaluate(() => document.activeElement!.ariaLabel ?? document.activeElement!.textContent);

/** The list of `workloads`, live, from the console at `url`. */
async function open(workloads: WorkloadEntry[], url = consoleUrl) {
  const backend = await startBackend(workloads);
  const page = await newPage();
  await page.goto(url);
  await waitForState(page, "live");
  return { backend, page };
}

/** A talker's workload, running, and the page that shows it. */
async function openTalker(url?: string) {
  const talker = new Talker();
  atEnd(() => talker.close());
  const opened = await open(
    [
      { id: "before", command: FOREVER },
      { id: "talker", name: "The talker", command: await talker.command() },
      { id: "after", command: FOREVER },
    ],
    url,
  );
  await talker.say("is up");
  return { ...opened, talker };
}

function problem(response: ServerResponse, status: number, title: string, detail: string): void {
  response.writeHead(status, { "content-type": "application/problem+json" });
  response.end(JSON.stringify({ title, status, detail }));
}

describeInBrowser("the live list of workloads", () => {
  useBrowser();

  it("shows a change of status by itself, and moves nothing for it", async () => {
    const { page, talker } = await openTalker();
    const places = () => Promise.all(["before", "talker", "after"].map((id) => row(page, id).boundingBox()));
    await row(page, "talker").getByText("running").waitFor();
    const before = await places();
    await talker.tell({ exit: 3 });
    await row(page, "talker").getByText("failed").waitFor();
    expect(await row(page, "talker").innerText()).toContain("exit code 3");
    expect(await places()).toEqual(before);
  });

  it("shows workloads that come and go", async () => {
    const { promise: opened, resolve } = Promise.withResolvers<ServerResponse>();
    const a = { id: "a", name: "A", status: "running" };
    await startScripted(({ url }, response) => {
      if (url !== "/v1/events") return response.end(JSON.stringify({ workloads: [a] }));
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`event: snapshot\ndata: {"workloads":[${JSON.stringify(a)}]}\n\n`);
      resolve(response);
    });
    const page = await newPage();
    await page.goto(consoleUrl);
    await waitForState(page, "live");
    (await opened).write('event: workload\ndata: {"id":"b","name":"B","status":"pending"}\n\n');
    await row(page, "b").getByText("pending").waitFor();
    expect(await ids(page)).toEqual(["a", "b"]);
    (await opened).write('event: removed\ndata: {"id":"a"}\n\nevent: removed\ndata: {"id":"b"}\n\n');
    await page.getByRole("heading", { name: "No workloads" }).waitFor();
    await waitForState(page, "live");
  });

  it("says that it is not live while the web server is gone, and catches up when it is back", async () => {
    const web = await startWeb();
    const { page, talker } = await openTalker(web.url);
    const places = () => Promise.all(["before", "after"].map((id) => row(page, id).boundingBox()));
    const before = await places();
    await web[Symbol.asyncDispose]();
    await waitForState(page, "reconnecting");
    expect(await page.locator("[data-state]").innerText()).toMatch(/Reconnecting (now|in \d+ s)/);
    expect(await places()).toEqual(before);
    await talker.tell({ exit: 0 });
    await startWeb({ PORT: new URL(web.url).port });
    await waitForState(page, "live");
    await row(page, "talker").getByText("succeeded").waitFor();
  });

  it("notices a connection that is open and dead, by its missing heartbeat", async () => {
    await startBackend(FOUR);
    const web = await startWeb({ STREAM_HEARTBEAT_MS: "300" });
    const wire = await startWire(web.url);
    atEnd(() => wire.close());
    const page = await newPage();
    await page.goto(wire.url);
    await waitForState(page, "live");
    wire.cut();
    wire.mend();
    await page.getByTitle("The connection has gone silent.").waitFor();
    await waitForState(page, "live");
  });

  it("says so when the device is offline, and is live again when it is back", async () => {
    const { page } = await open(FOUR);
    await page.context().setOffline(true);
    await page.getByTitle("This device is offline.").waitFor({ timeout: 2_000 });
    await page.context().setOffline(false);
    await waitForState(page, "live");
  });

  it("gives its connection up 30 s after it was hidden, and is live again when shown", async () => {
    const streams = new Set<ServerResponse>();
    const list = JSON.stringify({ workloads: [{ id: "a", name: "A", status: "running" }] });
    await startScripted(({ url }, response) => {
      if (url !== "/v1/events") return response.end(list);
      streams.add(response);
      response.on("close", () => streams.delete(response));
      response
        .writeHead(200, { "content-type": "text/event-stream" })
        .write(`event: snapshot\ndata: ${list}\n\n`);
    });
    const web = await startWeb({ STREAM_HEARTBEAT_MS: "60000" }); // no silence to notice when the page's clock jumps
    const page = await newPage();
    await fakeVisibility(page);
    await page.clock.install();
    await page.goto(web.url);
    await waitForState(page, "live");
    await setVisibility(page, "hidden");
    await page.clock.fastForward(29_000);
    expect(streams.size).toBe(1);
    await page.clock.fastForward(1_000);
    await waitForState(page, "paused");
    await expect.poll(() => streams.size).toBe(0);
    await setVisibility(page, "visible");
    await waitForState(page, "live");
    expect(streams.size).toBe(1);
  });

  it("claims nothing with a backend that has no live status, and asks again on demand", async () => {
    let status = "running";
    await startScripted(({ url }, response) => {
      if (url !== "/v1/workloads") return problem(response, 404, "Not Found", "There is nothing here.");
      response.end(JSON.stringify({ workloads: [{ id: "a", name: "A", status }] }));
    });
    const page = await newPage();
    await page.goto(consoleUrl);
    await waitForState(page, "off");
    expect(await page.locator("[data-state]").innerText()).toMatch(/^As of (just now|\d+ s ago)\s+Refresh$/);
    status = "failed";
    await page.getByRole("button", { name: "Refresh" }).click();
    await row(page, "a").getByText("failed").waitFor();
    await waitForState(page, "off");
  });
});

describeInBrowser("searching the list of workloads", () => {
  useBrowser();

  it("finds by name, id and label as it is typed, and keeps the search in the address", async () => {
    const { page } = await open(FOUR);
    const field = page.getByRole("searchbox", { name: "Search workloads" });
    await page.keyboard.press("/");
    await page.keyboard.type("import data");
    await expect.poll(() => ids(page)).toEqual(["etl-7", "etl-8"]);
    await page.getByText("2 of 4", { exact: true }).waitFor();
    await page.getByRole("status").filter({ hasText: "2 of 4 workloads." }).waitFor();
    await expect.poll(() => new URL(page.url()).search).toBe("?q=import+data");

    await page.reload();
    expect(await field.inputValue()).toBe("import data");
    expect(await ids(page)).toEqual(["etl-7", "etl-8"]);

    await page.keyboard.press("/");
    await page.keyboard.type("MAIL"); // over the old search, which "/" has selected
    await expect.poll(() => ids(page)).toEqual(["mail"]);
    await page.keyboard.press("Escape");
    await expect.poll(() => ids(page)).toHaveLength(4);
    expect(await field.inputValue()).toBe("");
    await expect.poll(() => new URL(page.url()).search).toBe("");
  });

  it("is as it was when the reader comes back from a log", async () => {
    const { page } = await open(FOUR);
    await page.getByRole("searchbox").fill("mail");
    await expect.poll(() => new URL(page.url()).search).toBe("?q=mail");
    await page.getByRole("link", { name: "Mailer" }).click();
    await page.waitForURL("**/workloads/mail");
    await page.goBack();
    await row(page, "mail").waitFor();
    expect(await ids(page)).toEqual(["mail"]);
    await page.getByRole("link", { name: "Tailrace" }).click();
    await expect.poll(() => ids(page)).toHaveLength(4);
    expect(await page.getByRole("searchbox").inputValue()).toBe("");
  });

  it("shows only the statuses that are chosen, counts all, and follows their changes", async () => {
    const { backend, page } = await open(FOUR);
    await row(page, "etl-7").getByText("failed").waitFor();
    await page.getByRole("button", { name: "running 3" }).click();
    await expect.poll(() => ids(page)).toEqual(["api-1", "etl-8", "mail"]);
    await fetch(`${backend.url}/v1/workloads/mail/stop`, { method: "POST" });
    await expect.poll(() => ids(page)).toEqual(["api-1", "etl-8"]);
    await page.getByRole("button", { name: "stopped 1" }).click();
    await expect.poll(() => ids(page)).toEqual(["api-1", "etl-8", "mail"]);
    await expect.poll(() => new URL(page.url()).search).toBe("?status=running&status=stopped");
  });

  it("offers a way back when nothing matches", async () => {
    const { page } = await open(FOUR);
    await page.getByRole("searchbox").fill("nonsense");
    await page.getByText("No workload matches.").waitFor();
    await page.getByRole("button", { name: "Show all 4" }).click();
    await expect.poll(() => ids(page)).toHaveLength(4);
    expect(await focusedText(page)).toBe("Search workloads");
  });
});

describeInBrowser("restart and stop on the list of workloads", () => {
  useBrowser();

  it("are asked for with the keyboard alone, confirmed, and followed by the live status", async () => {
    const { page } = await open(FOUR);
    await page.keyboard.press("j");
    expect(await focusedText(page)).toBe("Public API");
    await page.keyboard.press("s");
    const dialog = page.getByRole("dialog", { name: "Stop Public API?" });
    expect(await dialog.innerText()).toContain("api-1");
    expect(await focusedText(page)).toBe("Cancel");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "Stop requested: Public API" }).waitFor();
    await row(page, "api-1").getByText("stopped").waitFor();
    expect(await focusedText(page)).toBe("Public API");

    await page.keyboard.press("s"); // there is nothing to stop any more
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.keyboard.press("r");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "Restart requested: Public API" }).waitFor();
    await row(page, "api-1").getByText("running").waitFor();
  });

  it("do nothing when they are not confirmed, and the focus is where it was", async () => {
    const posts: string[] = [];
    const { page } = await open(FOUR);
    page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
    for (const leave of ["Escape", "Enter"]) {
      await page.getByRole("button", { name: "Restart Mailer" }).click();
      await page.getByRole("dialog").waitFor();
      await page.keyboard.press(leave); // Enter: on Cancel
      await page.getByRole("dialog").waitFor({ state: "detached" });
      expect(await focusedText(page)).toBe("Restart Mailer");
    }
    expect(posts).toEqual([]);
  });

  it("can be asked for once only while under way, and show the backend's problem", async () => {
    const asked: { request: IncomingMessage; response: ServerResponse }[] = [];
    const list = JSON.stringify({ workloads: [{ id: "a/b", name: "Odd one", status: "running" }] });
    await startScripted((request, response) => {
      if (request.method === "POST") return void asked.push({ request, response });
      if (request.url === "/v1/workloads") return response.end(list);
      response
        .writeHead(200, { "content-type": "text/event-stream" })
        .write(`event: snapshot\ndata: ${list}\n\n`);
    });
    const page = await newPage();
    await page.goto(consoleUrl);
    await waitForState(page, "live");
    const results = page.getByRole("main").getByRole("status");
    const stop = page.getByRole("button", { name: "Stop Odd one" });

    for (const [status, title, detail] of [
      [409, "Conflict", "It is not running."],
      [404, "Not Found", "There is no such workload."],
      [500, "Internal Server Error", "The backend has failed."],
    ] as const) {
      await stop.click();
      await page.getByRole("dialog").getByRole("button", { name: "Stop" }).click();
      await expect.poll(() => asked.length).toBe(1);
      expect(await stop.getAttribute("aria-disabled")).toBe("true");
      await page.keyboard.press("Enter"); // the focus is on the button again
      expect(await page.getByRole("dialog").count()).toBe(0);
      const { request, response } = asked.pop()!;
      expect(request.url).toBe("/v1/workloads/a%2Fb/stop");
      problem(response, status, title, detail);
      await results.filter({ hasText: `Odd one was not stopped. ${status} ${title}: ${detail}` }).waitFor();
    }

    await page.getByRole("button", { name: "Dismiss" }).click();
    expect(await page.getByText("was not stopped").count()).toBe(0);
    expect(await focusedText(page)).toBe("Odd one");
  });

  it("do not claim to know what became of a request that had no answer", async () => {
    const web = await startWeb();
    const { page } = await open(FOUR, web.url);
    await page.getByRole("button", { name: "Restart Mailer" }).click();
    await page.getByRole("dialog").waitFor();
    await web[Symbol.asyncDispose]();
    await page.getByRole("dialog").getByRole("button", { name: "Restart" }).click();
    await page.getByText("There was no answer: nobody knows whether Mailer will be restarted.").waitFor();
  });
});

describeInBrowser("the keyboard on the list of workloads", () => {
  useBrowser();

  it("moves between rows, ticks them, and leads to their logs as one", async () => {
    const { page } = await open(FOUR);
    const seen: (string | null)[] = [];
    for (const key of ["j", "ArrowDown", "j", "j", "j", "ArrowUp", "k"]) {
      await page.keyboard.press(key);
      seen.push(await focusedText(page));
    }
    expect(seen.map((text) => text?.slice(0, 4))).toEqual([
      "Publ",
      "Nigh",
      "Hour",
      "Mail",
      "Mail",
      "Hour",
      "Nigh",
    ]);
    await page.keyboard.press("x");
    const selection = page.getByRole("region", { name: "Selection" });
    expect(await selection.innerText()).toContain("1 selected");
    expect(await selection.getByRole("link").count()).toBe(0);
    await page.keyboard.press("k");
    await page.keyboard.press("x");
    expect(await selection.innerText()).toContain("2 selected");
    expect(await selection.getByRole("link", { name: "Open as one log" }).getAttribute("href")).toBe(
      "/logs?w=api-1&w=etl-7",
    );
    await page.getByRole("searchbox").fill("mail");
    await selection.getByText("(2 not shown here)").waitFor();
    await selection.getByRole("button", { name: "Clear" }).click();
    expect(await selection.count()).toBe(0);
    expect(await page.getByRole("checkbox", { checked: true }).count()).toBe(0);
  });

  it("goes on from a row's place when that row has gone", async () => {
    const { backend, page } = await open(FOUR);
    await page.getByRole("button", { name: "running 3" }).click();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    expect(await focusedText(page)).toBe("Hourly import");
    await fetch(`${backend.url}/v1/workloads/etl-8/stop`, { method: "POST" });
    await expect.poll(() => ids(page)).toEqual(["api-1", "mail"]);
    await page.keyboard.press("j");
    expect(await focusedText(page)).toBe("Mailer");
  });

  it("opens the list of shortcuts, but not while something is typed", async () => {
    const { page } = await open(FOUR);
    const overlay = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await page.keyboard.press("j");
    await page.keyboard.press("?");
    await overlay.getByText("next workload").waitFor();
    await page.keyboard.press("s"); // behind the overlay
    expect(await page.getByRole("dialog").count()).toBe(1);
    await page.keyboard.press("Escape");
    await overlay.waitFor({ state: "hidden" });
    expect(await focusedText(page)).toBe("Public API");
    await page.keyboard.press("/");
    await page.keyboard.type("what?jx");
    expect(await page.getByRole("searchbox").inputValue()).toBe("what?jx");
    expect(await overlay.isVisible()).toBe(false);
  });
});
