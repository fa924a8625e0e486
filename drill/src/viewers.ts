// Many viewers in one process. Each follows a log with what the log page follows it with, with a plain EventSource, or over a
// WebSocket, and checks every line.
import { EventSource } from "eventsource";
import { WebSocket } from "ws";
import { serve } from "../../web/bench/child.ts";
import { LogStream } from "../../web/src/log/engine/load/log-stream.ts";
import { Account, type Tally } from "./account.ts";
import { type Breach, History } from "./history.ts";
import { numberOf } from "./numbered-log.ts";

// What web/src/lib/stream-limits.ts gives the page, with the default settings.
const SILENCE_LIMIT_MS = 17_000;
const ANSWER_LIMIT_MS = 40_000;
const TAIL = 1_000;

// A client of a WebSocket's own, as many write it: lines come every 100 ms, and no fault takes longer but a dead connection.
const SOCKET_SILENCE_MS = 5_000;
const SOCKET_RETRY_MS = 200;

/** With what a viewer follows its log: only a page knows that it has ended. */
export type Kind = "page" | "EventSource" | "WebSocket";

interface Viewer {
  account: Account;
  history: History;
  kind: Kind;
  /** Of an EventSource, which does so for good at any answer but a 200. */
  gaveUp: boolean;
  ended: boolean;
  stop(): void;
}
const viewers: Viewer[] = [];

// When a stream was asked for, by Date.now(): for the first time, anew, or to move.
let requests: number[] = [];
const { fetch } = globalThis;
globalThis.fetch = (...request) => {
  requests.push(Date.now());
  return fetch(...request);
};

/** How often a page has shown that it is not connected, once it was. */
let breaks = 0;
const refusals: string[] = [];
/** Whether logs are ending. */
let finished = false;

/** Who is waited for to have line `goal`. */
let goal = Infinity;
let behind = new Set<Account>();
let allThere = () => {};

function take(viewer: Viewer, message: string): void {
  const { account, history } = viewer;
  const n = numberOf(message);
  const now = performance.now();
  account.take(n, now);
  history.take(n, now);
  if (n >= goal && behind.delete(account) && behind.size === 0) allThere();
}

const newViewer = (kind: Kind): Viewer => ({
  account: new Account(),
  history: new History(),
  kind,
  gaveUp: false,
  ended: false,
  stop() {},
});

function viewPlainly(url: string): Viewer {
  const viewer = newViewer("EventSource");
  const source = new EventSource(`${url}?tail=${TAIL}`);
  source.onmessage = ({ data }) => take(viewer, (JSON.parse(data as string) as { message: string }).message);
  source.onerror = () => {
    viewer.gaveUp = source.readyState === source.CLOSED;
    // It is none that is waited for any more.
    if (viewer.gaveUp && behind.delete(viewer.account) && behind.size === 0) allThere();
  };
  viewer.stop = () => source.close();
  return viewer;
}

function viewOverSocket(url: string): Viewer {
  const viewer = newViewer("WebSocket");
  const { account } = viewer;
  let stopped = false;
  const connect = () => {
    if (stopped) return;
    const query = account.next === undefined ? `tail=${TAIL}` : `after=${account.next - 1}`;
    const socket = new WebSocket(`${url.replace(/^http/, "ws").replace(/logs$/, "socket")}?${query}`);
    const silence = setTimeout(() => socket.terminate(), SOCKET_SILENCE_MS);
    socket.on("message", (data: Buffer) => {
      silence.refresh();
      for (const message of data.toString().split("\n")) take(viewer, message);
    });
    socket.on("error", () => {}); // its close says enough
    socket.once("close", () => {
      clearTimeout(silence);
      setTimeout(connect, SOCKET_RETRY_MS);
    });
    viewer.stop = () => {
      stopped = true;
      socket.terminate();
    };
  };
  connect();
  return viewer;
}

function view(url: string): Viewer {
  const viewer = newViewer("page");
  let wasLive = false;
  const stream = new LogStream({
    url,
    tail: TAIL,
    silenceLimitMs: SILENCE_LIMIT_MS,
    answerLimitMs: ANSWER_LIMIT_MS,
    onState(state) {
      const isLive = state.kind === "live" || state.kind === "quiet";
      if (wasLive && !isLive && state.kind !== "ended") breaks += 1;
      wasLive = isLive;
      if (state.kind === "refused") refusals.push(state.reason);
      if (state.kind === "refused" || state.kind === "ended") {
        viewer.ended = true;
        viewer.history.end(performance.now(), finished && state.kind === "ended");
      }
    },
    onLine: ({ message }) => take(viewer, message),
    onGap() {
      // The numbers show what is missing.
    },
  });
  stream.start();
  viewer.stop = () => stream.stop();
  return viewer;
}

const OPEN = { page: view, EventSource: viewPlainly, WebSocket: viewOverSocket };

const commands = {
  /** Opens one viewer of this kind per address. */
  open({ urls, kind }: { urls: string[]; kind: Kind }): void {
    viewers.push(...urls.map(OPEN[kind]));
    requests = []; // the first ones are none that come anew
  },

  /** Resolves when every viewer has line `line`, or after `withinMs`, with the number of those that have not. */
  async reach({ line, withinMs }: { line: number; withinMs: number }): Promise<number> {
    const all = viewers.filter(({ gaveUp }) => !gaveUp).map(({ account }) => account);
    behind = new Set(all.filter(({ next }) => next === undefined || next <= line));
    if (behind.size === 0) return 0;
    goal = line;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      allThere = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    goal = Infinity;
    return behind.size;
  },

  /** What has been seen since the last call. */
  report(): ViewersReport {
    const now = performance.now();
    const tallies = (which: Kind) =>
      viewers
        .filter(({ kind, gaveUp }) => kind === which && !gaveUp)
        .map(({ account }) => account.tally(now));
    const report = {
      tallies: {
        page: tallies("page"),
        EventSource: tallies("EventSource"),
        WebSocket: tallies("WebSocket"),
      },
      gaveUp: viewers.filter(({ gaveUp }) => gaveUp).length,
      requests,
      breaks,
    };
    requests = [];
    breaks = 0;
    return report;
  },

  /** Logs are about to end: who is no page leaves, as he would come back for ever. */
  finish(): void {
    finished = true;
    for (const viewer of viewers) if (viewer.kind !== "page") viewer.stop();
  },

  /** How many pages have not ended. */
  openPages(): number {
    return viewers.filter(({ kind, ended }) => kind === "page" && !ended).length;
  },

  /** Ends all streams. Resolves with what was not as promised of lines up to `line`, and why viewers were refused. */
  close({ line }: { line: number }): { breaches: Breach[]; refusals: string[] } {
    for (const viewer of viewers) viewer.stop();
    const breaches = viewers.flatMap(({ history, kind, gaveUp }, i) =>
      // Of one that has given up nothing more was to come.
      (gaveUp ? [] : history.breaches(line, finished && kind === "page")).map(({ guarantee, text }) => ({
        guarantee,
        text: `${kind} ${i}: ${text}`,
      })),
    );
    return { breaches, refusals };
  },
};
export type ViewerCommands = typeof commands;

export interface ViewersReport {
  /** Of each viewer that has not given up. */
  tallies: Record<Kind, Tally[]>;
  gaveUp: number;
  /** When pages asked for their streams anew, by `Date.now()`. */
  requests: number[];
  /** Times that a page has shown that it is not connected. */
  breaks: number;
}

serve(commands);
