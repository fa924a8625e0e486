import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
  type Locator,
  type Page,
} from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject } from "vitest";
import { type LocalBackend, startLocalBackend } from "../../local-backend/src/index.ts";
import { startWebServer, type WebServer } from "judge/testing/web-server";
import { chooseBrowser, launchBrowser } from "judge/testing/browser";

const canRun = chooseBrowser() !== undefined;
if (!canRun && !process.env.CI) {
  console.warn("Browser tests are skipped: no Chromium here, and CHROMIUM_PATH is not set.");
}

/** `describe` for what needs a browser: skipped on a machine without one, except in CI. */
export const describeInBrowser = canRun || process.env.CI ? describe : describe.skip;

export interface WorkloadEntry {
  id: string;
  name?: string;
  command: string[];
  labels?: Record<string, string>;
}

const shared = inject("shared")[Number(process.env.VITEST_POOL_ID) - 1];
/** The console that the tests share, and where the test at hand starts a backend for it. */
export const { consoleUrl = "", backendPort = 0 } = shared ?? {};

const cleanups: (() => unknown)[] = [];
const pageErrors: string[] = [];
let browser: Browser;

/** Connects to the browser that the tests share, or starts one with `options`; after each test ends what it has started. */
export function useBrowser(options?: LaunchOptions): void {
  beforeAll(async () => {
    browser = options ? await launchBrowser(options) : await chromium.connect(shared!.browserUrl);
  });
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
    // Hydration that does not fit, too, is an error of the page.
    expect(pageErrors.splice(0)).toEqual([]);
  });
  afterAll(() => browser.close());
}

/** Has `cleanup` run after the test. */
export function atEnd(cleanup: () => unknown): void {
  cleanups.push(cleanup);
}

/** An embedded backend for the console. */
export async function startBackend(workloads: WorkloadEntry[], port = backendPort): Promise<LocalBackend> {
  const folder = await mkdtemp(path.join(tmpdir(), "tailrace-e2e-"));
  atEnd(() => rm(folder, { recursive: true }));
  const file = path.join(folder, "workloads.json");
  await writeFile(file, JSON.stringify({ workloads }));
  const backend = await startLocalBackend({ file, port });
  atEnd(() => backend.close());
  return backend;
}

/** A backend for the console that answers as `listener` does. */
export async function startScripted(listener: RequestListener, port = backendPort): Promise<string> {
  const server = createServer(listener).listen(port, "127.0.0.1");
  await once(server, "listening");
  atEnd(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A console of the test's own, with `env`. */
export async function startWeb(env: Record<string, string> = {}): Promise<WebServer> {
  const web = await startWebServer({ BACKEND_URL: `http://127.0.0.1:${backendPort}`, ...env });
  atEnd(() => web[Symbol.asyncDispose]());
  return web;
}

export function newContext(options: BrowserContextOptions): Promise<BrowserContext> {
  return browser.newContext(options);
}

export async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await newContext({ viewport: { width: 1000, height: 600 }, ...options });
  atEnd(() => context.close());
  return watched(await context.newPage());
}

/** Has what goes wrong in `page` fail the test. */
export function watched(page: Page): Page {
  page.setDefaultTimeout(10_000);
  page.on("pageerror", (error) => pageErrors.push(error.stack ?? error.message));
  // What the page's policy refuses is told to the console only.
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) pageErrors.push(message.text());
  });
  return page;
}

/** The text of each row of the log, as it is shown. */
export function rows(page: Page): Promise<string[]> {
  return page.locator(".log-text, .log-gap, .log-notice").allTextContents();
}

/** The row of the line that says exactly `text`. */
export function line(page: Page, text: string): Locator {
  return page.locator(".log-text").filter({ hasText: new RegExp(`^${text}$`) });
}

/** The title and the heading of a page whose content is streamed after its outline come later than the page. */
export async function waitForTitle(page: Page, title: string): Promise<void> {
  await page.waitForFunction((title) => document.title === title, `${title} · Tailrace`);
}

export async function waitForHeading(page: Page, heading: string): Promise<void> {
  await page.getByRole("heading", { name: heading, exact: true }).waitFor();
}

export async function waitForState(page: Page, state: string): Promise<void> {
  await page.locator(`[data-state="${state}"]`).waitFor();
}

/** Until a log is followed, and all that is to be read of it has been: a page comes with its last lines before its script. */
export async function waitForLog(page: Page): Promise<void> {
  await page
    .locator("[data-state=live], [data-state=quiet], [data-state=ended]")
    .filter({ hasNotText: "Reading" })
    .waitFor();
}
