import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { startEvents } from "judge/testing/backend";
import { consoleUrl, describeInBrowser, newPage, startScripted, useBrowser } from "./console.ts";

const TIME = "2026-03-01T12:00:00.000Z";
const WORKLOADS = [
  { id: "api", name: "Checkout API", status: "running", labels: { team: "payments" } },
  { id: "job", name: "Nightly import", status: "failed", exitCode: 3 },
];

const line = (message: string, ms: number, stream = "stdout") =>
  `data: ${JSON.stringify({ time: `2026-03-01T12:00:00.00${ms}Z`, stream, message })}\n\n`;
const LOGS: Record<string, string> = {
  api:
    line("listening on http://0.0.0.0:8080", 1) +
    line("WARN slow", 2, "stderr") +
    line('{"level":"error","msg":"refused","code":7}', 3) +
    'event: gap\ndata: {"missed":120}\n\n' +
    line("back", 5),
  job: line("FATAL no disk", 4, "stderr"),
};

/** The page at `path`, whose workloads and logs are these, as it stands when all of them have ended. */
async function open(path: string): Promise<Page> {
  await startScripted(({ url = "" }, response) => {
    const { pathname } = new URL(url, "http://backend");
    if (pathname === "/v1/workloads") return response.end(JSON.stringify({ workloads: WORKLOADS }));
    const [, id, logs] = /^\/v1\/workloads\/(\w+)(\/logs)?$/.exec(pathname) ?? [];
    if (id && !logs) return response.end(JSON.stringify(WORKLOADS.find((workload) => workload.id === id)));
    startEvents(response);
    if (id) return response.end(`${LOGS[id]}event: end\ndata: {"exitCode":3}\n\n`);
    const lastLine = { time: TIME, message: "refused" };
    response.write(
      `event: snapshot\ndata: ${JSON.stringify({ workloads: WORKLOADS })}\n\n` +
        `event: activity\ndata: ${JSON.stringify({ workloads: [{ id: "api", errorsPerMinute: 2, lastLine }] })}\n\n`,
    );
  });
  const page = await newPage({ timezoneId: "UTC" });
  await page.goto(consoleUrl + path);
  return page;
}

/** What a screen reader finds there, one line for each thing. */
const tree = (page: Page, selector: string) => page.locator(selector).ariaSnapshot();

describeInBrowser("what a screen reader finds", () => {
  useBrowser();

  it("in a log: each line with its time, stream and level, what can be unfolded, and what is missing", async () => {
    const page = await open("/workloads/api");
    await page.getByText("The log ends here.").waitFor();
    expect(await tree(page, "header")).toMatchInlineSnapshot(`
      "- banner:
        - 'link "Tailrace: all workloads"':
          - /url: /
          - text: Tailrace
        - heading "Checkout API" [level=1]
        - 'button "Connection: Ended with exit code 3"'
        - button "Follow the end" [pressed]
        - button "Fields, patterns, watch"
        - button "Download"
        - button "Restart or stop"
        - button "Settings"
        - button "Keyboard shortcuts": "?""
    `);
    expect(await tree(page, "[aria-label=Log]")).toMatchInlineSnapshot(`
      "- region "Log":
        - paragraph: The log begins here.
        - list "Lines":
          - listitem:
            - time: 03-01 12:00:00.001
            - text: listening on
            - link "http://0.0.0.0:8080":
              - /url: http://0.0.0.0:8080
          - listitem:
            - time: 03-01 12:00:00.002
            - text: err warn WARN slow
          - listitem:
            - time: 03-01 12:00:00.003
            - text: error
            - button "Unfold the fields"
            - text: refused code=7
          - listitem: 120 lines are missing here. They are no longer kept.
          - listitem:
            - time: 03-01 12:00:00.005
            - text: back
        - text: The log ends here.
        - button "Look again""
    `);
  });

  it("in several logs: each line with its workload, in the order of their times", async () => {
    const page = await open("/logs?w=api&w=job");
    await page.getByText("no disk").waitFor();
    await page.getByText("back").waitFor();
    expect(await tree(page, "header")).toMatchInlineSnapshot(`
      "- banner:
        - 'link "Tailrace: all workloads"':
          - /url: /
          - text: Tailrace
        - heading "Logs of Checkout API, Nightly import" [level=1]
        - group "Workloads shown":
          - button "Checkout API"
          - button "Nightly import"
        - 'button "Connection: Ended with exit code 3"'
        - button "Follow the end" [pressed]
        - button "Fields, patterns, watch"
        - button "Download"
        - button "Settings"
        - button "Keyboard shortcuts": "?""
    `);
    expect(await tree(page, "[aria-label=Lines]")).toMatchInlineSnapshot(`
      "- list "Lines":
        - listitem:
          - time: 03-01 12:00:00.001
          - text: Checkout API listening on
          - link "http://0.0.0.0:8080":
            - /url: http://0.0.0.0:8080
        - listitem:
          - time: 03-01 12:00:00.002
          - text: err Checkout API warn WARN slow
        - listitem:
          - time: 03-01 12:00:00.003
          - text: Checkout API error
          - button "Unfold the fields"
          - text: refused code=7
        - listitem: 120 lines are missing here. (Checkout API) They are no longer kept.
        - listitem:
          - time: 03-01 12:00:00.004
          - text: err Nightly import fatal FATAL no disk
        - listitem:
          - time: 03-01 12:00:00.005
          - text: Checkout API back"
    `);
  });

  it("in the list: each workload with its status, its labels, and how its log goes on", async () => {
    const page = await open("/");
    await page.getByText("2 errors/min").waitFor();
    expect(await tree(page, ".workload-list")).toMatchInlineSnapshot(`
      "- list "Workloads":
        - listitem:
          - checkbox "Select Checkout API"
          - link "Checkout API":
            - /url: /workloads/api
          - paragraph: api
          - text: running
          - paragraph
          - list "Labels":
            - listitem "team=payments"
          - paragraph: 2 errors/min refused
          - button "Restart Checkout API": Restart
          - button "Stop Checkout API": Stop
        - listitem:
          - checkbox "Select Nightly import"
          - link "Nightly import":
            - /url: /workloads/job
          - paragraph: job
          - text: failed exit code 3
          - paragraph
          - button "Restart Nightly import": Restart
          - button "Stop Nightly import" [disabled]: Stop"
    `);
    const places = await page
      .locator("[data-workload]")
      .evaluateAll((rows) => rows.map(({ ariaPosInSet, ariaSetSize }) => [ariaPosInSet, ariaSetSize]));
    expect(places).toEqual([
      ["1", "2"],
      ["2", "2"],
    ]);
  });
});
