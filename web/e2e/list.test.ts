import type { ServerResponse } from "node:http";
import { expect, it } from "vitest";
import {
  atEnd,
  backendPort,
  consoleUrl,
  describeInBrowser,
  line,
  newPage,
  startBackend,
  startScripted,
  useBrowser,
  waitForHeading,
  waitForTitle,
} from "./console.ts";
import { PAGE_LINES } from "./scripted.ts";
import { Talker } from "./talker.ts";

describeInBrowser("the list of workloads", () => {
  useBrowser();

  it("leads to a workload's log, where a line appears within a second of being written", async () => {
    const talker = new Talker();
    atEnd(() => talker.close());
    await startBackend([{ id: "talker", name: "The talker", command: await talker.command() }]);
    const page = await newPage();
    await page.goto(consoleUrl);
    await page.getByRole("link", { name: "The talker" }).click();
    await page.waitForURL("**/workloads/talker");
    await page.locator('[data-state="live"]').waitFor();
    await waitForTitle(page, "The talker");

    await talker.say("it runs"); // a process may take long to start
    await line(page, "it runs").waitFor();

    // The page itself notes when the line is there, by the clock that this process has too: from before it is written.
    const appeared = await page.evaluateHandle(() => {
      const { promise, resolve } = Promise.withResolvers<number>();
      new MutationObserver(() => {
        if (document.body.textContent.includes("written after opening")) resolve(Date.now());
      }).observe(document.body, { childList: true, subtree: true });
      return { promise };
    });
    const written = Date.now();
    await talker.say("written after opening");
    expect((await appeared.evaluate(({ promise }) => promise)) - written).toBeLessThan(1_000);
  });

  it("tells of each workload its name, id, status, exit code, labels and last line", async () => {
    const talker = new Talker();
    atEnd(() => talker.close());
    await startBackend([
      { id: "run-1", name: "Running job", command: await talker.command(), labels: { team: "data" } },
      { id: "bad-1", command: ["node", "-e", "process.exit(7)"] },
    ]);
    await talker.say("is up");
    const page = await newPage();
    const items = async () => {
      await page.goto(consoleUrl);
      await page.getByText("is up").waitFor(); // comes after the page, and sooner or later
      const texts = await page.getByRole("main").locator("ul > li:not(ul ul li)").allInnerTexts();
      return texts.map((text) => text.replace(/\s+/g, " "));
    };
    // The second process may need a moment to end.
    await expect
      .poll(items, { timeout: 10_000 })
      .toEqual([
        expect.stringMatching(
          /^Running job run-1 running started (just now|\d+ s ago) team=data is up Restart Stop$/,
        ),
        expect.stringMatching(/^bad-1 bad-1 failed exit code 7 finished (just now|\d+ s ago) Restart Stop$/),
      ]);
  });

  it("leads to the right log whatever characters a workload's id has", async () => {
    const id = "a/b ä%2f";
    const workload = { id, name: "Odd id", status: "running" };
    const paths = new Set<string>();
    await startScripted(({ url = "" }, response) => {
      if (url === "/v1/events") return response.writeHead(404).end(); // asked for before the click, or after it
      paths.add(url);
      if (url === "/v1/workloads") return response.end(JSON.stringify({ workloads: [workload] }));
      if (!url.includes("/logs")) return response.end(JSON.stringify(workload));
      response.writeHead(200, { "content-type": "text/event-stream" }).end("event: end\ndata: {}\n\n");
    });
    const page = await newPage();
    await page.goto(consoleUrl);
    await page.getByRole("link", { name: "Odd id" }).click();
    await page.locator('[data-state="ended"]').waitFor();
    await waitForTitle(page, "Odd id");
    const path = `/v1/workloads/${encodeURIComponent(id)}`;
    expect([...paths]).toEqual(["/v1/workloads", path, path + PAGE_LINES, `${path}/logs?tail=200000`]);
  });

  it("says so when there are none", async () => {
    await startBackend([]);
    const page = await newPage();
    await page.goto(consoleUrl);
    await waitForHeading(page, "No workloads");
  });

  it("says in plain words that the backend is down, and shows the list once it is back", async () => {
    const page = await newPage();
    await page.goto(consoleUrl);
    await waitForHeading(page, "Something is wrong with the backend");
    expect(await page.getByRole("main").innerText()).toContain("The backend cannot be reached.");
    const html = await page.content();
    for (const secret of [`:${backendPort}`, "ECONNREFUSED", "node:net", ".js:"])
      expect(html).not.toContain(secret);

    await startBackend([{ id: "back-again", command: ["node", "-e", ""] }]);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("link", { name: "back-again" }).waitFor();
  });

  it("shows its outline while the backend takes its time", async () => {
    const { promise: asked, resolve } = Promise.withResolvers<ServerResponse>();
    await startScripted((_request, response) => resolve(response));
    const page = await newPage();
    await page.goto(consoleUrl, { waitUntil: "commit" });
    await page.getByText("Loading the workloads").waitFor({ state: "attached" });
    (await asked).end(JSON.stringify({ workloads: [{ id: "slow", name: "Slow one", status: "running" }] }));
    await page.getByRole("link", { name: "Slow one" }).waitFor();
    expect(await page.getByText("Loading the workloads").count()).toBe(0);
  });

  it("answers 404, with a way back, for what does not exist", async () => {
    await startBackend([]);
    const page = await newPage();
    for (const [address, title] of [
      ["/workloads/nobody", "No such workload"],
      ["/workloads/%2e%2e%2fsecret", "No such workload"],
      ["/nowhere", "Not found"],
    ] as const) {
      const response = await page.goto(consoleUrl + address);
      expect([address, response!.status()]).toEqual([address, 404]);
      await waitForHeading(page, title);
      await waitForTitle(page, title);
    }
    await page.getByRole("link", { name: "All workloads" }).click();
    await waitForHeading(page, "No workloads");
  });
});
