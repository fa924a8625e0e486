import type { ServerResponse } from "node:http";
import type { Page } from "playwright-core";
import { type Backend, startEvents } from "judge/testing/backend";
import { type SampleLine, sampleLine, sampleLog } from "./sample-log.ts";
import type { World } from "./world.ts";

/** Brings a page that has not been anywhere into a state. */
type Reach = (page: Page, world: World) => Promise<void>;

/** How a page is looked at. */
export interface Look {
  colorScheme: "light" | "dark";
  viewport: { width: number; height: number };
  /** Whether it is a finger that points. */
  hasTouch: boolean;
}

const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 360, height: 740 }; // the narrowest screen that the pages are made for

/** Those in which each state is to be right. The page is brought there in the first one. */
export const LOOKS: Look[] = [
  { colorScheme: "light", viewport: DESKTOP, hasTouch: false },
  { colorScheme: "dark", viewport: DESKTOP, hasTouch: false },
  { colorScheme: "dark", viewport: PHONE, hasTouch: true },
  { colorScheme: "light", viewport: PHONE, hasTouch: true },
];

/** Every state of every page that a reader can come across, and how he gets there. */
export const STATES = {
  "workloads, live": async (page, world) => {
    await openList(page, world);
  },
  "workloads, two of them selected": async (page, world) => {
    await openList(page, world);
    for (const name of ["Checkout API", "Ledger worker"]) await page.getByLabel(`Select ${name}`).check();
    await page.getByRole("region", { name: "Selection" }).waitFor();
  },
  "workloads, searched": async (page, world) => {
    await openList(page, world);
    await page.getByRole("searchbox").fill("team=data");
    await page.getByText("2 of 8", { exact: true }).waitFor();
  },
  "workloads, none of which matches": async (page, world) => {
    await openList(page, world);
    await page.getByRole("searchbox").fill("paymants");
    await page.getByText("No workload matches.").waitFor();
  },
  "workloads, a stop to be confirmed": async (page, world) => {
    await openList(page, world);
    for (const key of ["j", "s"]) await page.keyboard.press(key);
    await page.getByRole("dialog", { name: "Stop Checkout API?" }).waitFor();
  },
  "workloads, restarted and not stopped": async (page, { scriptedUrl, backend }) => {
    serveList(backend, {
      action(request, response) {
        if (request.url!.endsWith("/restart")) response.writeHead(202).end("{}");
        else problem(response, 409, "Conflict", "Somebody else is restarting it.");
      },
    });
    await page.goto(scriptedUrl);
    await state(page, "live");
    for (const [action, said] of [
      ["Restart Checkout API", "Restart requested"],
      ["Stop Ledger worker", "was not stopped"],
    ] as const) {
      await page.getByRole("button", { name: action }).click();
      await page.getByRole("dialog").getByRole("button").last().click();
      await page.getByRole("main").getByRole("status").getByText(said).waitFor();
    }
  },
  "workloads, the list of keys": async (page, world) => {
    await openList(page, world);
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  },
  "workloads with the longest of names": async (page, { scriptedUrl, backend }) => {
    serveList(backend, { workloads: [LONG_NAMES] });
    await page.goto(scriptedUrl);
    await state(page, "live");
  },
  "workloads, thousands, with many labels": async (page, { scriptedUrl, backend }) => {
    serveList(backend, { workloads: manyWorkloads() });
    await page.goto(scriptedUrl);
    await state(page, "live");
    await page.getByRole("button", { name: "36 more labels" }).first().click();
    await page.getByText("label-39").waitFor();
  },
  "workloads, none": async (page, { scriptedUrl, backend }) => {
    serveList(backend, { workloads: [] });
    await page.goto(scriptedUrl);
    await page.getByRole("heading", { name: "No workloads" }).waitFor();
    await state(page, "live");
  },
  "workloads, loading": async (page, { scriptedUrl, backend }) => {
    backend.handle(() => {});
    await page.goto(scriptedUrl, { waitUntil: "commit" });
    await page.getByText("Loading the workloads").waitFor({ state: "attached" });
  },
  "workloads, the backend down": async (page, { scriptedUrl, backend }) => {
    await backend.stop();
    await page.goto(scriptedUrl);
    await page.getByRole("button", { name: "Try again" }).waitFor();
  },
  "workloads, not live": async (page, { scriptedUrl, backend }) => {
    serveList(backend, {
      events: (_request, response) => problem(response, 403, "Forbidden", "These events are not for you."),
    });
    await page.goto(scriptedUrl);
    await page.getByText("No live status.").first().waitFor();
  },
  "workloads, signed out": async (page, { scriptedUrl, backend }) => {
    serveList(backend, {
      events: (_request, response) => problem(response, 401, "Unauthorized", "The session is over."),
    });
    await page.goto(scriptedUrl);
    await page.getByRole("link", { name: "Sign in" }).waitFor();
  },
  "workloads, reconnecting": async (page, { scriptedUrl, backend }) => {
    serveList(backend);
    await page.goto(scriptedUrl);
    await state(page, "live");
    await backend.stop();
    await state(page, "reconnecting");
  },

  "log, connecting": async (page, { scriptedUrl, backend }) => {
    serveLog(backend, () => {});
    await page.goto(`${scriptedUrl}/workloads/checkout`);
    await page.getByText("Asking for the log…").waitFor();
  },
  "log, empty": async (page, { url }) => {
    await page.goto(`${url}/workloads/thumbnails`);
    await page.getByText("No lines yet.").waitFor();
  },
  "log, live": async (page, world) => {
    world.write("checkout", ...sampleLog("checkout", 60, 0.4));
    await openLog(page, world);
    await state(page, "live");
  },
  "log, scrolled up": async (page, world) => {
    await openLog(page, world);
    await page.getByRole("region", { name: "Log" }).hover();
    await page.mouse.wheel(0, -600);
    await page.getByRole("button", { name: "To the end" }).waitFor();
    world.write("checkout", ...sampleLog("checkout", 400, 0.1));
    await page.getByRole("button", { name: /^[\d,]+ new lines/ }).waitFor();
  },
  "log, at its beginning": async (page, world) => {
    await openLog(page, world);
    await page.getByRole("region", { name: "Log" }).press("Home");
    await page.getByText("checkout 4.12.0").waitFor();
    await page.getByText("The log begins here.").waitFor();
  },
  "log, earlier lines dropped": async (page, world) => {
    await page.addInitScript(() =>
      localStorage.setItem("tailrace.log-page", JSON.stringify({ limits: { lines: 500, bytes: 1_000_000 } })),
    );
    await openLog(page, world);
    world.write("checkout", ...sampleLog("checkout", 400, 0.1));
    await page.getByRole("region", { name: "Log" }).press("Home");
    await page.getByText("earlier lines are no longer kept here.").waitFor();
  },
  "log, a line in focus": async (page, world) => {
    await openLog(page, world);
    await toLine(page);
    await page.getByRole("button", { name: "Copy link to this line" }).waitFor();
  },
  "log, a link to a line copied": async (page, world) => {
    await openLog(page, world);
    await toLine(page);
    await page.keyboard.press("l");
    await page.locator(".toast").waitFor();
  },
  "log, searched": async (page, world) => {
    await openLog(page, world, "?find=orders/ord_\\w%2B&re=1");
    await page.keyboard.press("n"); // the last one, as the page follows the end
    await page.getByText(/^(\d+) of \1$/).waitFor();
    await page.keyboard.press("N");
    await page.getByText(/^\d+ of \d+$/).waitFor();
    await page.locator(".log-row-marked").waitFor({ state: "detached" }); // what is drawn only for a moment
  },
  "log, searched with what is no expression": async (page, world) => {
    await openLog(page, world, "?find=ord_(&re=1");
    await page.getByRole("alert").getByText("Unterminated group").waitFor();
  },
  "log, filtered": async (page, world) => {
    await openLog(page, world, "?level=error,warn");
    await page.getByText(/^[\d,]+ of [\d,]+$/).waitFor({ state: "attached" });
    // On a phone's screen the filter is folded away.
    const level = { name: "error", exact: true, pressed: true, includeHidden: true };
    await page.getByRole("button", level).waitFor({ state: "attached" });
  },
  "log, filtered with lines of context": async (page, world) => {
    await openLog(page, world, "?filter=ETIMEDOUT&stream=stderr&context=2");
    await page.locator(".log-row-context").first().waitFor();
    await page.keyboard.press("f");
  },
  "log, nothing passes the filter": async (page, world) => {
    await page.goto(`${world.url}/workloads/checkout?filter=out of stock`);
    await page.getByText("passes the filter").waitFor();
  },
  "log, JSON unfolded": async (page, world) => {
    await openLog(page, world, "", "ledger");
    await page.getByRole("button", { name: "Unfold the fields" }).nth(-6).click();
    await page.locator(".log-json").waitFor();
  },
  "log, an event unfolded": async (page, world) => {
    world.write("mail-relay", ...mailLog());
    await openLog(page, world, "", "mail-relay");
    await page.getByRole("button", { name: "Unfold the lines" }).last().click();
    await page.locator(".log-library").nth(10).waitFor();
  },
  "log, fields beside it": async (page, world) => {
    await openLog(page, world, "?filter=level%3Einfo&column=batch", "ledger");
    await page.keyboard.press("e");
    await page.getByRole("button", { name: /^level \d values$/ }).click();
    await page.getByTitle("Only lines with level=error").click();
    await page.getByTitle("Only lines with level=error").and(page.locator("[aria-pressed=true]")).waitFor();
    await page.locator(".facet-only").nth(1).waitFor({ state: "detached" });
  },
  "log, patterns beside it": async (page, world) => {
    await openLog(page, world);
    await page.keyboard.press("m");
    await page.getByRole("tabpanel").locator(".facet-name").nth(1).click();
    await page.getByRole("button", { name: "Only these" }).waitFor();
  },
  "log, a watch": async (page, world) => {
    await openLog(page, world);
    await page.keyboard.press("b");
    await page.getByRole("textbox", { name: "Filter to watch for" }).fill("level>=warn");
    await page.keyboard.press("Enter");
    await page.locator(".log-row-watched").first().waitFor();
  },
  "log, a value's menu": async (page, world) => {
    await openLog(page, world, "", "ledger");
    await page.locator(".log-row .log-value").last().click();
    await page.getByRole("dialog", { name: "What to do with this value" }).waitFor();
  },
  "log, a query being completed": async (page, world) => {
    await openLog(page, world, "", "ledger");
    await page.keyboard.press("f");
    await page.keyboard.type("level=info ms");
    await page.getByRole("option").nth(8).waitFor();
    await page.keyboard.press("ArrowDown");
  },
  "log, a query that is none": async (page, world) => {
    await openLog(page, world, "?filter=level=loud");
    await page.keyboard.press("f"); // on a phone's screen it is folded away
    await page.getByRole("alert").getByText("a level is one of").waitFor();
  },
  "log, a range of time": async (page, world) => {
    await openLog(page, world);
    await page.getByRole("slider", { name: "Volume over time" }).focus();
    for (const key of ["Home", "PageUp", "Shift+PageUp", "Shift+PageUp", "Enter"])
      await page.keyboard.press(key);
    await page.getByText(/^[\d,]+ of [\d,]+$/).waitFor();
    await page.keyboard.press("Shift+ArrowLeft"); // and another one is begun
  },
  "log, the time's menu": async (page, world) => {
    await openLog(page, world);
    await page.keyboard.press("f"); // on a phone's screen the filter is folded away
    await page.getByRole("button", { name: "Time", exact: true }).click();
    await page.getByRole("dialog", { name: "Time" }).getByText("Show these").waitFor();
  },
  "log, the palette": async (page, world) => {
    await openLog(page, world);
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("option", { name: "Log of Nightly import" }).waitFor();
  },
  "log, a pause": async (page, world) => {
    await openLog(page, world, "", "storefront");
    await state(page, "quiet"); // after 5 s
  },
  "log, reconnecting": async (page, { scriptedUrl, backend }) => {
    serveLog(backend, (_request, response) => response.write(events(sampleLog("checkout", 300))));
    await page.goto(`${scriptedUrl}/workloads/checkout`);
    await page.locator(".log-text").first().waitFor();
    await backend.stop();
    await page.getByText(/attempt \d in \d s/).waitFor();
    await page.getByText("The backend cannot be reached.").waitFor();
  },
  "log, lines missing": async (page, { scriptedUrl, backend }) => {
    serveLog(backend, (_request, response) => response.write(eventsAroundGap().join("")));
    await page.goto(`${scriptedUrl}/workloads/checkout`);
    await page.getByRole("button", { name: "Load them" }).waitFor();
  },
  "log, lines missing that are no longer kept": async (page, { scriptedUrl, backend }) => {
    const [before, gap, after] = eventsAroundGap();
    serveLog(backend, ({ url }, response) => {
      if (url!.includes("follow=false")) response.end(gap + after);
      else response.write(before + gap + after);
    });
    await page.goto(`${scriptedUrl}/workloads/checkout`);
    await page.getByRole("button", { name: "Load them" }).click();
    await page.getByText("They are no longer kept.").waitFor();
  },
  "log, lines perhaps missing": async (page, { scriptedUrl, backend }) => {
    const lines = sampleLog("storefront", 60).map(({ message }) => `data: ${message}\n\n`);
    let connections = 0;
    serveLog(backend, (_request, response) => {
      if (++connections === 1) response.end(lines.slice(0, -8).join(""));
      else response.write(lines.slice(-8).join(""));
    });
    await page.goto(`${scriptedUrl}/workloads/checkout`);
    await page.getByText("Lines may be missing here.").waitFor();
  },
  "log, ended": async (page, { url }) => {
    await page.goto(`${url}/workloads/nightly-import`);
    await page.getByText("The log ends here.").waitFor();
  },
  "log, refused": async (page, { scriptedUrl, backend }) => {
    backend.handle(({ url }, response) => {
      if (!url!.includes("/logs")) return void response.end(JSON.stringify(CHECKOUT));
      problem(response, 403, "Forbidden", "This log is for the payments team only.");
    });
    await page.goto(`${scriptedUrl}/workloads/checkout`);
    await state(page, "refused");
  },
  "log, signed out": async (page, { scriptedUrl, backend }) => {
    backend.handle(({ url }, response) => {
      if (!url!.includes("/logs")) return void response.end(JSON.stringify(CHECKOUT));
      problem(response, 401, "Unauthorized", "The session is over.");
    });
    await page.goto(`${scriptedUrl}/workloads/checkout`);
    await page.getByRole("link", { name: "Sign in" }).waitFor();
  },
  "log, a long line cut": async (page, world) => {
    await openLog(page, world, "", "search-index");
    await page.getByRole("button", { name: /show all [\d,]+ characters/ }).waitFor();
  },
  "log, a long line shown whole": async (page, world) => {
    await openLog(page, world, "", "search-index");
    await page.getByRole("button", { name: /show all/ }).click();
    await page.getByRole("button", { name: "show less" }).waitFor();
  },
  "log, not wrapped": async (page, world) => {
    await page.addInitScript(() =>
      localStorage.setItem("tailrace.log-page", JSON.stringify({ wrap: false })),
    );
    await openLog(page, world, "", "search-index");
  },
  "log, every colour of a terminal": async (page, { scriptedUrl, backend }) => {
    serveLog(backend, (_request, response) => response.write(events(colorLines())));
    await page.goto(`${scriptedUrl}/workloads/checkout?find=7`);
    await page.locator(".log-hit").first().waitFor();
    await page.keyboard.press("n");
    await page.locator(".log-row-current").waitFor();
  },
  "log, what programs write for terminals": async (page, { scriptedUrl, backend }) => {
    serveLog(backend, (_request, response) => {
      response.write(events(terminalLines()));
      const open = sampleLine("Deploy to production? [y/N] ");
      response.write(`event: partial\ndata: ${JSON.stringify(open)}\n\n`);
    });
    await page.goto(`${scriptedUrl}/workloads/checkout`);
    await page.getByText("still being written").waitFor();
  },
  "log with the longest of names": async (page, { scriptedUrl, backend }) => {
    serveLog(backend, (_request, response) => response.write(events(colorLines())), LONG_NAMES);
    await page.goto(`${scriptedUrl}/workloads/checkout`);
    await page.locator(".log-text").first().waitFor();
  },
  "log, the volume at a time": async (page, world) => {
    await openLog(page, world);
    await page.getByRole("slider", { name: "Volume over time" }).focus();
    for (let times = 0; times < 4; times++) await page.keyboard.press("PageUp");
    for (let times = 0; times < 8; times++) await page.keyboard.press("PageDown");
    await page.locator(".volume-tip").waitFor();
  },
  "log, the connection's menu": openMenu("Connection"),
  "log, the download's menu": openMenu("Download"),
  "log, the workload's menu": openMenu("Restart or stop"),
  "log, the settings": openMenu("Settings"),
  "log, a restart to be confirmed": async (page, world) => {
    await openMenu("Restart or stop")(page, world);
    await page.getByRole("button", { name: "Restart Checkout API…" }).click();
    await page.getByRole("dialog", { name: "Restart Checkout API?" }).waitFor();
  },
  "log, the list of keys": async (page, world) => {
    await openLog(page, world);
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  },
  "log, a link to a line that is gone": async (page, world) => {
    await openLog(page, world, "#0123abcd-7");
    await page.getByText("The line of this link is no longer kept.").waitFor();
  },
  "log, a link to a line that the filter hides": async (page, world) => {
    await openLog(page, world);
    await toLine(page);
    await page.keyboard.press("l");
    await page.locator(".toast").waitFor();
    const { hash } = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    await page.goto(`${world.url}/workloads/checkout?filter=paymants&level=error${hash}`);
    await page.getByText("The line of this link is hidden by the filter.").waitFor();
  },

  "several logs as one": async (page, { url, write }) => {
    write("checkout", ...sampleLog("checkout", 26, 0.2));
    write("ledger", ...sampleLog("ledger", 14, 0.2));
    write("storefront", ...sampleLog("storefront", 19, 0.2));
    await page.goto(`${url}/logs?w=checkout&w=ledger&w=storefront`);
    for (const name of ["Checkout API", "Ledger worker", "Storefront proxy"])
      await page.locator(".log-source").getByText(name).first().waitFor();
  },
  "several logs, more than there are connections for": async (page, { url }) => {
    await page.goto(`${url}/logs?w=checkout&w=ledger&w=storefront&w=thumbnails&w=mail-relay&w=unknown`);
    await page.getByText("The backend has no workload of the id unknown.").waitFor();
    await page.getByRole("button", { name: "Connection" }).click();
    await page.getByRole("dialog", { name: "Connection" }).getByText("Waiting for a connection").waitFor();
  },
  "several logs, none of which is chosen": async (page, { url }) => {
    await page.goto(`${url}/logs`);
    await page.getByRole("heading", { name: "No workloads chosen" }).waitFor();
  },
  "log of no workload": async (page, { url }) => {
    await page.goto(`${url}/workloads/nobody`);
    await page.getByRole("heading", { name: "No such workload" }).waitFor();
  },
  "log, the backend down": async (page, { scriptedUrl, backend }) => {
    await backend.stop();
    await page.goto(`${scriptedUrl}/workloads/checkout`);
    await page.getByRole("button", { name: "Try again" }).waitFor();
  },
  "no page at all": async (page, { url }) => {
    await page.goto(`${url}/nowhere`);
    await page.getByRole("heading", { name: "Not found" }).waitFor();
  },
} satisfies Record<string, Reach>;

export type StateName = keyof typeof STATES;

async function openList(page: Page, { url }: World): Promise<void> {
  await page.goto(url);
  await state(page, "live");
  await page.locator('[data-workload="nightly-import"]').getByText("failed").waitFor();
  await page.locator('[data-workload="checkout"] bdi').waitFor(); // its last line: within a second
}

async function openLog(page: Page, { url }: World, search = "", id = "checkout"): Promise<void> {
  await page.goto(`${url}/workloads/${id}${search}`);
  await page.locator(".log-text").first().waitFor();
  await page.getByRole("slider", { name: "Volume over time" }).waitFor();
}

/** Puts the focus on one of the last lines. */
async function toLine(page: Page): Promise<void> {
  await page.getByRole("region", { name: "Log" }).focus();
  for (let lines = 0; lines < 6; lines++) await page.keyboard.press("k");
  await page.locator(".log-row:focus").waitFor();
}

function openMenu(name: string): Reach {
  return async (page, world) => {
    await openLog(page, world);
    await page.getByRole("button", { name }).click();
    await page.getByRole("dialog", { name }).waitFor();
  };
}

/** Waits until the page's connection is in a state. */
async function state(page: Page, kind: string): Promise<void> {
  await page.locator(`[data-state="${kind}"]`).waitFor();
}

type Handler = Parameters<Backend["handle"]>[0];

const CHECKOUT = { id: "checkout", name: "Checkout API", status: "running" };
const LEDGER = { id: "ledger", name: "Ledger worker", status: "running" };
const LONG = "many-replicas-of-the-".repeat(14); // longer than any screen is wide, and nowhere to break it
const LONG_NAMES = { id: "checkout", name: LONG, status: "running", labels: { [LONG]: LONG } };

function manyWorkloads(): object[] {
  const labels = Object.fromEntries(Array.from({ length: 40 }, (_, label) => [`label-${label}`, "a value"]));
  return Array.from({ length: 5_000 }, (_, index) => ({
    id: `job-${index}`,
    name: `Job ${index}`,
    status: "running",
    labels,
  }));
}

interface ListScript {
  workloads?: object[];
  /** Answers the request for the events; without it, statuses stay as they are. */
  events?: Handler;
  /** Answers restart and stop. */
  action?: Handler;
}

function serveList(backend: Backend, script: ListScript = {}): void {
  const list = JSON.stringify({ workloads: script.workloads ?? [CHECKOUT, LEDGER] });
  backend.handle((request, response) => {
    if (request.method === "POST") return script.action?.(request, response);
    if (request.url === "/v1/workloads") return void response.end(list);
    if (script.events) return script.events(request, response);
    startEvents(response);
    response.write(`event: snapshot\ndata: ${list}\n\n`);
  });
}

/** A workload whose log is what `write` sends on an open stream. */
function serveLog(backend: Backend, write: Handler, workload = CHECKOUT): void {
  backend.handle((request, response) => {
    if (!request.url!.includes("/logs")) return void response.end(JSON.stringify(workload));
    startEvents(response);
    write(request, response);
  });
}

function problem(response: ServerResponse, status: number, title: string, detail: string): void {
  response.writeHead(status, { "content-type": "application/problem+json" });
  response.end(JSON.stringify({ title, status, detail }));
}

/** The events of lines whose cursors count up from `sample-<first>`. */
function events(lines: SampleLine[], first = 1): string {
  return lines
    .map((line, index) => `id: sample-${first + index}\ndata: ${JSON.stringify(line)}\n\n`)
    .join("");
}

/** What a service in Node writes when it cannot do its work. */
function mailLog(): SampleLine[] {
  const frames = Array.from(
    { length: 14 },
    (_, n) => `    at next (/srv/mail/node_modules/queue/lib/run.js:${n}:7)`,
  );
  return [
    "INFO sent message=<41f0@mail>",
    "ERROR could not send Error: connect ECONNREFUSED 10.3.0.25:25",
    "    at deliver (/srv/mail/dist/smtp.js:71:15)",
    ...frames,
    "    at work (/srv/mail/dist/main.js:18:3)",
    "INFO retry in 400 ms",
  ].map((message, index) => sampleLine(message, 100 - index));
}

const MISSED = 1_204;
const GAP = `event: gap\nid: sample-${MISSED + 100}\ndata: {"missed":${MISSED}}\n\n`;

/** The events of 100 lines, of a gap, and of a few lines more. */
function eventsAroundGap(): [before: string, gap: string, after: string] {
  const lines = sampleLog("checkout", 300);
  return [events(lines.slice(-108, -8)), GAP, events(lines.slice(-8), MISSED + 101)];
}

/** The sixteen colours as text and as background, and styles; on both streams, as rows differ by that. */
/** Links, styles over lines, controls, every level, and a line's own time that is another one. */
function terminalLines(): SampleLine[] {
  return [
    "listening on http://0.0.0.0:8080, see \x1b]8;;https://example.com/manual\x1b\\the manual\x1b]8;;\x1b\\",
    "\x1b[36mwhat is switched on",
    "goes on in the next line\x1b[0m",
    "a\tb\tc",
    "user \u202egnp.exe logged in",
    ...["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"].map((level) => `${level} hello`),
    '{"level":"fatal","msg":"JSON","id":1234567890123456789,"price":1.10}',
    "2020-01-01T00:00:00Z INFO of another time",
    JSON.stringify({
      level: "error",
      msg: "token refused",
      exp: 1_714_564_800,
      err: { type: "TokenError", stack: `TokenError: expired${"\n    at verify (token.js:7:11)".repeat(8)}` },
    }),
  ].map((message, index) => sampleLine(message, 100 - index));
}

function colorLines(): SampleLine[] {
  const codes = Array.from({ length: 8 }, (_, color) => color);
  const line = (first: number) =>
    codes.map((color) => `\x1b[${first + color}m colour ${first + color} \x1b[0m`).join("");
  const styles = ["1", "2", "3", "4", "7", "9", "1;31", "7;33", "38;5;214", "48;2;40;90;160"]
    .map((code) => `\x1b[${code}m style ${code} \x1b[0m`)
    .join("");
  const all = [...[30, 90, 40, 100].map(line), styles];
  return [...all.map((text) => sampleLine(text)), ...all.map((text) => sampleLine(text, 0, "stderr"))];
}
