import type { IncomingMessage, ServerResponse } from "node:http";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { consoleUrl, describeInBrowser, line, newPage, rows, useBrowser, waitForState } from "./console.ts";
import { gapEvent, lineEvents, problem, startLogs, stream } from "./scripted.ts";

/** The page of a log that is what `answer` makes of each request. */
async function openLog(answer: (request: IncomingMessage, response: ServerResponse) => void, hash = "") {
  const requests = await startLogs(answer);
  const page = await newPage();
  await page.goto(`${consoleUrl}/workloads/scripted${hash}`);
  return { page, requests };
}

const loadsOf = (page: Page) => page.getByRole("button", { name: "Load them" });
const isLoad = ({ url = "" }: IncomingMessage) => url.includes("follow=false");

describeInBrowser("a log page and its backend", () => {
  useBrowser();

  it("shows no line twice if the backend begins each connection anew, and waits as long as it asks to", async () => {
    const { page, requests } = await openLog((_request, response) => {
      if (requests.length > 1) return void stream(response, lineEvents(1, 4));
      stream(response, `retry: 2000\n\n${lineEvents(1, 3)}`);
      setTimeout(() => response.destroy(), 100);
    });
    await line(page, "line 4").waitFor();
    expect(await rows(page)).toEqual(["line 1", "line 2", "line 3", "line 4"]);
    expect(requests[1]!.cursor).toBe("3");
    expect(requests[1]!.at - requests[0]!.at).toBeGreaterThan(2_000);
  });

  it("says so when its worker cannot be loaded, as after a deployment", async () => {
    await startLogs((_request, response) => stream(response, lineEvents(1)));
    const page = await newPage();
    await page.context().route("**/turbopack-worker-*", (route) => route.abort());
    await page.goto(`${consoleUrl}/workloads/scripted`);
    await waitForState(page, "refused");
    expect((await rows(page)).join()).toContain("A part of this page could not be loaded. Reload it.");
  });

  it("says so when what searches cannot be loaded, and searches when it can", async () => {
    let write: (events: string) => void;
    const { page } = await openLog((_request, response) => {
      stream(response, ":\n");
      write = (events) => void response.write(events);
    });
    await waitForState(page, "live");
    await page.context().route(/static\/chunks\/(?!turbopack-worker)/, (route) => route.abort());
    write!(lineEvents(1, 3));
    await line(page, "line 3").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("line");
    await page.getByText("The search could not be loaded. Is the server there?").waitFor();
    await page.context().unrouteAll();
    await page.keyboard.type(" 2");
    await page.getByRole("group", { name: "Find", exact: true }).getByText("1", { exact: true }).waitFor();
  });

  it("says that it reads, and how much, while lines come that were there before it, and then that it is live", async () => {
    let write: (time: number) => void;
    const { page } = await openLog((_request, response) => {
      stream(response, ":\n");
      write = (time) => {
        const line = { time: new Date(time).toISOString(), stream: "stdout", message: "hello" };
        response.write(`data: ${JSON.stringify(line)}\n\n`);
      };
    });
    await waitForState(page, "live");
    const badge = page.getByRole("button", { name: "Connection" });
    expect(await badge.innerText()).toMatch(/Live$/);
    const old = Date.now() - 3_600_000;
    const backlog = setInterval(() => write(old), 10);
    try {
      await expect.poll(() => badge.innerText()).toMatch(/Reading, \d\d+ lines$/);
    } finally {
      clearInterval(backlog);
    }
    write!(Date.now());
    await expect.poll(() => badge.innerText()).toMatch(/Live$/);
  });

  it("asks at most ten times a minute, however impatient the reader is, and says when it asks again", async () => {
    const { page, requests } = await openLog((_request, response) =>
      problem(response, 503, "Service Unavailable", "Too busy."),
    );
    await page.getByText("503 Service Unavailable: Too busy.").waitFor();
    await expect
      .poll(async () => {
        await page.keyboard.press("r");
        return page.locator("[data-state]").innerText();
      })
      .toMatch(/Reconnecting, attempt 10 in [456]\d s$/);
    expect(requests).toHaveLength(10);
  });

  it.each([
    ["a 404", 404, "application/problem+json", "Refused with status 404", "404 Not Found: No such log."],
    ["a login", 302, "", "Refused", "The answer is of no type instead of an event stream."],
  ])("stops at %s, and says why", async (_what, status, type, state, reason) => {
    const { page, requests } = await openLog((_request, response) => {
      response.writeHead(status, { "content-type": type, location: "/login" });
      response.end(JSON.stringify({ title: "Not Found", detail: "No such log." }));
    });
    await waitForState(page, "refused");
    expect(await page.locator("[data-state]").innerText()).toContain(state);
    expect(await rows(page)).toEqual([`${reason} Ask again`]);
    expect(requests).toHaveLength(1);
  });

  it("loads the lines that are missing at a gap, and keeps the keyboard in the log", async () => {
    const { page } = await openLog((request, response) => {
      if (isLoad(request)) return void stream(response, lineEvents(3, 1_208)).end();
      stream(response, lineEvents(1, 2) + gapEvent(1_204, 1_206) + lineEvents(1_207, 1_208));
    });
    await line(page, "line 1208").waitFor();
    expect((await rows(page))[2]).toBe("1,204 lines are missing here.Load them");
    await loadsOf(page).focus();
    await page.keyboard.press("Enter");
    await line(page, "line 3").waitFor();
    expect((await rows(page)).slice(0, 4)).toEqual(["line 1", "line 2", "line 3", "line 4"]);
    await page.keyboard.press("End");
    await line(page, "line 1208").waitFor();
    expect((await rows(page)).slice(-3)).toEqual(["line 1206", "line 1207", "line 1208"]);
  });

  it("says of missing lines that they are no longer kept, once it has asked for them", async () => {
    const { page } = await openLog((request, response) => {
      if (isLoad(request)) return void stream(response, gapEvent(7, 9) + lineEvents(10, 11)).end();
      stream(response, lineEvents(1, 2) + gapEvent(7, 9) + lineEvents(10));
    });
    await loadsOf(page).click();
    await page.getByText("7 lines are missing here. They are no longer kept.").waitFor();
    expect(await loadsOf(page).count()).toBe(0);
    expect((await rows(page)).slice(-1)).toEqual(["line 10"]);
  });

  it("says that a linked line could not be asked for, and asks again on demand", async () => {
    let busy = true;
    const { page } = await openLog((request, response) => {
      if (!isLoad(request)) return void stream(response, lineEvents(5, 6));
      if (busy) return problem(response, 503, "Service Unavailable", "Too busy.");
      // After a cursor, or all that are kept.
      stream(response, lineEvents(request.headers["last-event-id"] === "2" ? 3 : 1, 6)).end();
    }, "#2");
    const notice = page.getByRole("alert").filter({ hasText: "link" });
    await notice.getByText("The backend does not say whether it keeps the line of this link.").waitFor();
    busy = false;
    await notice.getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => page.locator(".log-row-current .log-text").allTextContents()).toEqual(["line 2"]);
    expect(await notice.count()).toBe(0);
  });

  it("shows a line of 5 MB cut, and all of it on demand", async () => {
    const { page } = await openLog((_request, response) => {
      stream(response, `${lineEvents(1)}id: 2\ndata: ${"x".repeat(5_000_000)}END\n\n${lineEvents(3)}`);
    });
    await line(page, "line 3").waitFor();
    const { height } = (await page.getByRole("listitem").nth(1).boundingBox())!;
    expect(height).toBeLessThan(2_000);
    await page.getByRole("button", { name: "… show all 5,000,003 characters" }).click();
    await page.getByRole("button", { name: "show less" }).waitFor();
    expect(await page.locator(".log-whole").evaluate((text) => text.textContent.slice(-4))).toBe("xEND");
    await page.keyboard.press("End");
    await expect
      .poll(() => line(page, "line 3").evaluate((row) => row.getBoundingClientRect().bottom))
      .toBeLessThanOrEqual(600);
    await page.getByRole("button", { name: "show less" }).click();
    await page.getByRole("button", { name: /show all/ }).waitFor();
  });

  it("shows bytes that are no UTF-8 as such, and goes on", async () => {
    const { page } = await openLog((_request, response) => {
      stream(response, lineEvents(1)).write(
        Buffer.concat([
          Buffer.from("id: 2\ndata: bad "),
          Buffer.from([0xff, 0xc3, 0x28]),
          Buffer.from("\n\n"),
        ]),
      );
      response.write(lineEvents(3));
    });
    await line(page, "line 3").waitFor();
    expect(await rows(page)).toEqual(["line 1", "bad \ufffd\ufffd(", "line 3"]);
  });
});

describeInBrowser("several logs as one, from a backend that is late with some lines", () => {
  useBrowser();

  const at = (from: number, to: number, name: string) => {
    let events = "";
    for (let n = from; n <= to; n++) {
      const time = new Date(Date.UTC(2026, 0, 1) + n * 1_000).toISOString();
      events += `id: ${name}-${n}\ndata: ${JSON.stringify({ time, stream: "stdout", message: `${name} ${n}` })}\n\n`;
    }
    return events;
  };

  it("puts each where its time says, coloured by its workload, and the reader's row stays where it is", async () => {
    const streams = new Map<string, ServerResponse>();
    await startLogs((request, response) => {
      const name = request.url!.includes("/slow/") ? "slow" : "fast";
      streams.set(name, stream(response, name === "fast" ? at(1, 300, name) : at(100, 100, name)));
    });
    const page = await newPage();
    await page.goto(`${consoleUrl}/logs?w=fast&w=slow`);
    await line(page, "fast 300").waitFor();
    await page.getByRole("region", { name: "Log" }).focus();
    await page.keyboard.press("PageUp");
    await page.getByRole("button", { name: "To the end" }).waitFor();
    // The reader's row is the first one in sight: what comes in between two that are, moves the second.
    const first = await page.getByRole("listitem").evaluateAll((items) => {
      const { top } = document.querySelector(".log-rows")!.getBoundingClientRect();
      const item = items.find((item) => item.getBoundingClientRect().bottom > top)!;
      return Number(/fast (\d+)/.exec(item.textContent)![1]);
    });
    const top = () => line(page, `fast ${first}`).evaluate((element) => element.getBoundingClientRect().top);
    const before = await top();
    streams.get("slow")!.write(at(101, 299, "slow"));
    await line(page, `slow ${first}`).waitFor();
    expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(1);
    const texts = await rows(page);
    const place = texts.indexOf(`fast ${first}`);
    expect(texts.slice(place, place + 4)).toEqual([
      `fast ${first}`,
      `slow ${first}`,
      `fast ${first + 1}`,
      `slow ${first + 1}`,
    ]);
    const colors = await page
      .locator(".log-source")
      .evaluateAll((names) => names.map((name) => `${name.textContent} ${getComputedStyle(name).color}`));
    expect(new Set(colors).size).toBe(2);
  });
});
