import type { ServerResponse } from "node:http";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { startEvents } from "judge/testing/backend";
import {
  consoleUrl,
  describeInBrowser,
  newPage,
  startScripted,
  useBrowser,
  waitForState,
} from "./console.ts";

const ALL = 5_000;
const number = (index: number) => String(index).padStart(4, "0");
const WORKLOADS = Array.from({ length: ALL }, (_, index) => ({
  id: `job-${number(index)}`,
  name: `Job ${number(index)}`,
  status: index % 10 === 0 ? "failed" : "running",
  labels: { team: `team-${index % 7}`, zone: "eu-west-1a" },
}));

/** The page of `workloads`, live, whose backend then sends `events`. */
async function open(workloads: object[] = WORKLOADS, events = ""): Promise<Page> {
  const list = JSON.stringify({ workloads });
  await startScripted(({ url }, response) => {
    if (url !== "/v1/events") return response.end(list);
    startEvents(response);
    response.write(`event: snapshot\ndata: ${list}\n\n${events}`);
  });
  const page = await newPage();
  await page.goto(consoleUrl);
  await waitForState(page, "live");
  return page;
}

/** What of the list is in the document, from the top of the window to its bottom: places in the list. */
function inSight(page: Page): Promise<{ rows: number; places: number[]; covered: boolean }> {
  return page.evaluate(() => {
    const rows = [...document.querySelectorAll("[data-workload]")];
    const boxes = rows.map((row) => ({
      place: Number(row.ariaPosInSet),
      ...row.getBoundingClientRect().toJSON(),
    })) as { place: number; top: number; bottom: number }[];
    const seen = boxes.filter(({ top, bottom }) => bottom > 0 && top < innerHeight);
    const list = document.querySelector(".workload-list")!.getBoundingClientRect();
    const [from, to] = [Math.max(0, list.top) + 2, Math.min(innerHeight, list.bottom) - 2];
    let at = from;
    for (const { top, bottom } of seen) if (top <= at + 1) at = Math.max(at, bottom);
    return { rows: rows.length, places: seen.map(({ place }) => place), covered: at >= to };
  });
}

describeInBrowser("a list of 5,000 workloads", () => {
  useBrowser();

  it("has 300 rows in the document at most, and at every place those that belong there", async () => {
    const page = await open();
    expect(await inSight(page)).toMatchObject({ covered: true });
    for (const share of [0.5, 0.013, 1, 0.77, 0]) {
      await page.evaluate((share) => scrollTo(0, share * document.documentElement.scrollHeight), share);
      await expect.poll(() => inSight(page)).toMatchObject({ covered: true });
      const { rows, places } = await inSight(page);
      expect(rows).toBeLessThanOrEqual(300);
      const middle = places[Math.floor(places.length / 2)]!;
      expect(Math.abs(middle / ALL - share)).toBeLessThan(0.01);
      expect(places).toEqual(places.map((_, index) => places[0]! + index));
    }
    const last = page.getByRole("link", { name: "Job 4999" });
    await page.keyboard.press("End");
    await last.waitFor();
    expect(await page.locator("[data-workload]").last().getAttribute("aria-setsize")).toBe("5000");
  });

  it("keeps the row that has the focus in the document, and goes on from it with the keyboard", async () => {
    const page = await open();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    for (let row = 0; row < 60; row++) await page.keyboard.press("j");
    expect(await focused()).toBe("Job 0059");
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.getByRole("link", { name: "Job 4999" }).waitFor();
    expect(await focused()).toBe("Job 0059");
    expect((await inSight(page)).covered).toBe(true);
    await page.keyboard.press("j");
    expect(await focused()).toBe("Job 0060");
    await expect.poll(async () => (await inSight(page)).places).toContain(61);
    for (let stop = 0; stop < 4; stop++) await page.keyboard.press("Tab"); // its two buttons, the next row's box, its link
    expect(await focused()).toBe("Job 0061");
  });

  it("finds any of them, by the key of the browser's own search, too, which sees only a part of them", async () => {
    const page = await open();
    await page.keyboard.press("Control+f");
    await page.keyboard.type("job-4321");
    await page.getByRole("link", { name: "Job 4321" }).waitFor();
    expect((await inSight(page)).rows).toBe(1);
    await page.getByRole("searchbox").fill("team=team-3");
    await page.getByText(/^714 of 5000$/).waitFor();
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Job 0003");
  });

  it("moves nothing in sight when a row above has become higher", async () => {
    const page = await open();
    await page.evaluate(() => scrollTo(0, 300));
    await expect.poll(async () => (await inSight(page)).covered).toBe(true);
    const top = () => page.locator("[aria-posinset='14']").evaluate((row) => row.getBoundingClientRect().top);
    const before = await top();
    await page.evaluate(() => {
      const name = document.querySelector<HTMLElement>("[data-workload=job-0000] .workload-name")!;
      name.style.paddingBottom = "200px";
    });
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))),
    );
    expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(1);
  });
});

describeInBrowser("a list of 5,000 workloads whose first rows only are in the page", () => {
  useBrowser();
  const list = JSON.stringify({ workloads: WORKLOADS });

  /** Opens it with a stream that `stream` answers. */
  async function openWith(stream: (response: ServerResponse) => void, search = ""): Promise<Page> {
    await startScripted(({ url }, response) => {
      if (url === "/v1/events") stream(response);
      else response.end(list);
    });
    const page = await newPage();
    await page.goto(`${consoleUrl}/${search}`);
    return page;
  }

  it("tells from the first moment how many there are, and has them all when the stream has brought them", async () => {
    let events: ServerResponse | undefined;
    const page = await openWith((response) => startEvents((events = response)));
    await page.getByText("5,000 workloads", { exact: true }).waitFor();
    await page.getByRole("button", { name: "failed 500" }).waitFor();
    expect(await page.locator("[data-workload]").first().getAttribute("aria-setsize")).toBe("5000");
    const height = () => page.evaluate(() => document.documentElement.scrollHeight);
    const before = await height();
    await expect.poll(() => events).toBeDefined();
    events!.write(`event: snapshot\ndata: ${list}\n\n`);
    await waitForState(page, "live");
    expect(Math.abs((await height()) / before - 1)).toBeLessThan(0.01);
    await page.keyboard.press("End");
    await page.getByRole("link", { name: "Job 4999" }).waitFor();
  });

  it("begins with what the filter in its address shows, wherever in the list that is", async () => {
    const page = await openWith(startEvents, "?q=team-3&status=failed");
    await page.getByRole("link", { name: "Job 0010" }).waitFor();
    await page.getByText("72 of 5000", { exact: true }).waitFor();
    await page.getByRole("button", { name: "running 642" }).waitFor();
    const none = await page.context().newPage();
    await none.goto(`${consoleUrl}/?q=no+such+thing`);
    await none.getByText("No workload matches.").waitFor();
    await none.getByRole("button", { name: "Show all 5000" }).waitFor();
  });

  it.each([
    ["a backend has no stream", 404, "off"],
    ["the stream does not come", 503, "reconnecting"],
  ])("asks for all of them where %s", async (_, status, state) => {
    const page = await openWith((response) => response.writeHead(status).end());
    await waitForState(page, state);
    await page.getByRole("searchbox").fill("job-4999");
    await page.getByRole("link", { name: "Job 4999" }).waitFor();
    await page.getByText("1 of 5000", { exact: true }).waitFor();
    expect(await page.getByText("are here").count()).toBe(0);
  });

  it("says how many are here where the rest cannot be had", async () => {
    let asked = 0;
    await startScripted(({ url }, response) => {
      if (url === "/v1/events" || asked > 0) return response.writeHead(404).end();
      asked += 1;
      response.end(list);
    });
    const page = await newPage();
    await page.goto(consoleUrl);
    await page.getByText("Only 100 of 5,000 workloads are here.").waitFor();
  });
});

describeInBrowser("a row of the list of workloads", () => {
  useBrowser();

  it("has its labels in one line, however many, and shows all of them when asked", async () => {
    const labels = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`label-${index}`, `value of ${index}`]),
    );
    const page = await open([
      { id: "a", name: "Many", status: "running", labels },
      { id: "b", name: "None", status: "running" },
    ]);
    const height = async (id: string) => (await page.locator(`[data-workload=${id}]`).boundingBox())!.height;
    expect(Math.abs((await height("a")) - (await height("b")))).toBeLessThanOrEqual(1);
    const more = page.getByRole("button", { name: "36 more labels" });
    expect(await more.innerText()).toBe("+36");
    await more.click();
    await page.getByText("label-39=value of 39").waitFor();
    await page.getByRole("button", { name: "Fewer labels" }).click();
    expect(await page.getByText("label-39").count()).toBe(0);
    await page.setViewportSize({ width: 360, height: 740 });
    const line = await page.getByRole("list", { name: "Labels" }).boundingBox();
    expect(line!.height).toBeLessThan(24);
  });

  it("tells of its log's errors and last line, as the backend does, and grows by neither", async () => {
    const time = new Date().toISOString();
    const activity = (workloads: object[]) => `event: activity\ndata: ${JSON.stringify({ workloads })}\n\n`;
    const page = await open(
      [
        { id: "a", name: "Failing", status: "running" },
        { id: "b", name: "Quiet", status: "running" },
      ],
      activity([
        { id: "a", errorsPerMinute: 3, lastLine: { time, message: "connection refused" } },
        { id: "b", errorsPerMinute: 0, lastLine: { time, message: "x".repeat(5_000) } },
        { id: "c", errorsPerMinute: 7 }, // of no row
      ]),
    );
    const row = (id: string) => page.locator(`[data-workload=${id}]`);
    await row("a").getByText("3 errors/min").waitFor();
    await row("a").getByText("connection refused").waitFor();
    expect(await row("b").getByText("errors").count()).toBe(0);
    const [a, b] = await Promise.all([row("a").boundingBox(), row("b").boundingBox()]);
    expect(b!.height).toBeLessThanOrEqual(a!.height + 1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1_000);
  });

  it("uses the width of a wide screen for the last line", async () => {
    const page = await open();
    await page.setViewportSize({ width: 2_560, height: 1_440 });
    const list = await page.locator(".workload-list").boundingBox();
    expect(list!.width).toBeGreaterThan(2_400);
    await expect.poll(() => inSight(page)).toMatchObject({ covered: true });
  });
});
