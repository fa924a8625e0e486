import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { build } from "vite";
import { launchBrowser } from "judge/testing/browser";
import { freePort, startWebServer, type WebServer } from "judge/testing/web-server";
import { startChild } from "../child.ts";
import { idOf, type NumberedLog } from "./numbered-log.ts";
import { install } from "./probe.ts";
import type { Subject } from "./subjects.ts";

const PEERS = path.join(import.meta.dirname, "peers");

/** The processes that a measurement needs: a backend, the built web server before it, and a browser. */
export interface Stage {
  browser: Browser;
  /** The folder with the peers' pages, as they were built. */
  peers: string;
  backend: Server;
  web: Server;
}

/** A process that can be killed, and started again at the same address. */
export interface Server {
  url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
}

/** Runs `play` on a stage, and ends all that is on it. */
export async function onStage(play: (stage: Stage) => Promise<void>): Promise<void> {
  const peers = await mkdtemp(path.join(tmpdir(), "tailrace-peers-"));
  await build({
    root: PEERS,
    base: "./",
    logLevel: "error",
    build: {
      outDir: peers,
      rolldownOptions: { input: ["list", "logviewer"].map((name) => path.join(PEERS, `${name}.html`)) },
    },
  });
  const backend = await startBackend(peers);
  const web = await startWeb(backend.url);
  const browser = await launchBrowser();
  try {
    await play({ browser, peers, backend, web });
  } finally {
    await browser.close();
    await web.kill();
    await backend.kill();
    await rm(peers, { recursive: true });
  }
}

export async function startBackend(peers: string): Promise<Server> {
  const port = String(await freePort());
  const start = () => startChild(path.join(import.meta.dirname, "backend.ts"), port, peers);
  let child = await start();
  return {
    url: `http://127.0.0.1:${port}`,
    async start() {
      child = await start();
    },
    kill: () => child.stop(),
  };
}

export async function startWeb(backendUrl: string): Promise<Server> {
  const port = String(await freePort());
  const start = () => startWebServer({ BACKEND_URL: backendUrl, PORT: port });
  let web: WebServer = await start();
  return {
    url: web.url,
    async start() {
      web = await start();
    },
    kill: () => web[Symbol.asyncDispose](),
  };
}

/** A log that begins now. */
export function newLog(log: Partial<NumberedLog>): NumberedLog {
  return { epoch: Date.now(), backlog: 0, perSecond: 0, total: 0, longest: 0, ...log };
}

export async function newContext({ browser }: Stage): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 1280, height: 800 }, acceptDownloads: true });
}

/** Opens the page of a log, with the probe in it. */
export async function openLog(
  context: BrowserContext,
  webUrl: string,
  subject: Subject,
  log: NumberedLog,
): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(install, { list: subject.list });
  await page.goto(webUrl + subject.path(idOf(log)), { waitUntil: "commit" });
  return page;
}

/**
 * When line n, or a later one, was painted, in milliseconds since the epoch. Undefined if it was not in time, or if the page
 * answers nothing any more.
 */
export async function paintOf(page: Page, n: number, timeoutMs: number): Promise<number | undefined> {
  const until = Date.now() + timeoutMs;
  const look = (n: number) => window.probe.paints.find(([line]) => line >= n)?.[1];
  while (Date.now() < until) {
    const at = await inTime(page.evaluate(look, n), until - Date.now());
    if (at !== undefined) return at;
    await setTimeout(200); // not each frame: looking would take part in what is measured
  }
  return undefined;
}

/** The promise's value, or undefined if there is none in time. */
export function inTime<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  promise.catch(() => {}); // the page is closed while it is still asked
  return Promise.race([promise, setTimeout(ms, undefined, { ref: false })]);
}

/** Bytes that JavaScript holds in the page and its workers, after a garbage collection. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const workers = new Map<string, (answer: string) => void>();
  const sessions: string[] = [];
  session.on("Target.attachedToTarget", ({ sessionId }) => sessions.push(sessionId));
  session.on("Target.receivedMessageFromTarget", ({ sessionId, message }) =>
    workers.get(sessionId)?.(message),
  );
  await session.send("Target.setAutoAttach", {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const inWorker = async (sessionId: string, method: string): Promise<Usage> => {
    const answer = new Promise<string>((resolve) => workers.set(sessionId, resolve));
    await session.send("Target.sendMessageToTarget", {
      sessionId,
      message: JSON.stringify({ id: 1, method, params: {} }),
    });
    return (JSON.parse(await answer) as { result: Usage }).result;
  };
  let bytes = held(await usageOf(session));
  for (const sessionId of sessions) {
    await inWorker(sessionId, "HeapProfiler.collectGarbage");
    bytes += held(await inWorker(sessionId, "Runtime.getHeapUsage"));
  }
  await session.detach();
  return bytes;
}

interface Usage {
  usedSize: number;
  /** What array buffers hold. */
  backingStorageSize: number;
}

const held = ({ usedSize, backingStorageSize }: Usage) => usedSize + backingStorageSize;

async function usageOf(session: CDPSession): Promise<Usage> {
  await session.send("HeapProfiler.collectGarbage");
  return session.send("Runtime.getHeapUsage");
}
