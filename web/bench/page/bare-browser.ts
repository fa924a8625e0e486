import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { browserProgram } from "judge/testing/browser";

/** A tab with an empty cache and cookies of its own. */
export interface BareTab {
  navigate(url: string): Promise<void>;
  /** The value of an expression in the page. */
  evaluate<T>(expression: string): Promise<T>;
  close(): Promise<void>;
}

/**
 * A Chromium that nobody watches: Playwright has the browser report each packet of each request, through the thread and on the
 * processors that also open the page. This one reports nothing (Chrome DevTools Protocol).
 */
export interface BareBrowser {
  /** Opens a blank tab; `script` runs in each page of it before the page's own scripts. */
  newTab(script: string): Promise<BareTab>;
  close(): Promise<void>;
}

const VIEWPORT = { width: 1280, height: 800, deviceScaleFactor: 1, mobile: false };

/** Starts the browser that `chooseBrowser` chose. */
export async function launchBareBrowser(): Promise<BareBrowser> {
  const { executablePath, args, env, remove } = await browserProgram();
  const profile = await mkdtemp(path.join(tmpdir(), "tailrace-profile-"));
  const process = spawn(
    executablePath,
    [...args, "--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"],
    { env, stdio: ["ignore", "ignore", "pipe"] },
  );
  const exited = once(process, "exit");
  const socket = await connect(process.stderr);
  const { send } = new Protocol(socket);
  return {
    async newTab(script) {
      const { browserContextId } = await send<{ browserContextId: string }>("Target.createBrowserContext");
      const target = { url: "about:blank", browserContextId };
      const { targetId } = await send<{ targetId: string }>("Target.createTarget", target);
      const attach = { targetId, flatten: true };
      const { sessionId } = await send<{ sessionId: string }>("Target.attachToTarget", attach);
      const inTab = <T>(method: string, params?: object) => send<T>(method, params, sessionId);
      await inTab("Emulation.setDeviceMetricsOverride", VIEWPORT);
      await inTab("Page.enable"); // without it, no script is put into pages
      await inTab("Page.addScriptToEvaluateOnNewDocument", { source: script });
      return {
        navigate: (url) => inTab("Page.navigate", { url }),
        async evaluate<T>(expression: string) {
          const { result } = await inTab<{ result: { value: T } }>("Runtime.evaluate", {
            expression,
            returnByValue: true,
          });
          return result.value;
        },
        close: () => send("Target.disposeBrowserContext", { browserContextId }),
      };
    },
    async close() {
      process.kill();
      await exited;
      remove();
      await rm(profile, { recursive: true, maxRetries: 3 });
    },
  };
}

/** Opens the connection that the browser names on its standard error. */
async function connect(stderr: NodeJS.ReadableStream): Promise<WebSocket> {
  for await (const line of createInterface(stderr)) {
    const [, address] = /^DevTools listening on (ws:\S+)/.exec(line) ?? [];
    if (!address) continue;
    stderr.resume();
    const socket = new WebSocket(address);
    await once(socket, "open");
    return socket;
  }
  throw new Error("The browser has ended without an address to control it at.");
}

interface Answer {
  id?: number;
  result: unknown;
  error?: { message: string };
}

class Protocol {
  readonly #socket: WebSocket;
  readonly #calls = new Map<number, PromiseWithResolvers<unknown>>();
  #id = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      const { id, result, error } = JSON.parse(data as string) as Answer;
      if (id === undefined) return; // an event
      const call = this.#calls.get(id)!;
      this.#calls.delete(id);
      if (error) call.reject(new Error(error.message));
      else call.resolve(result);
    });
    socket.addEventListener("close", () => {
      for (const { reject } of this.#calls.values()) reject(new Error("The browser has ended."));
    });
  }

  /** Rejects with what the browser says if it cannot do it. */
  readonly send = <T = void>(method: string, params: object = {}, sessionId?: string): Promise<T> => {
    const call = Promise.withResolvers<unknown>();
    const id = ++this.#id;
    this.#calls.set(id, call);
    this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    return call.promise as Promise<T>;
  };
}
