import type { WebServer } from "../testing/web-server.ts";

export interface RunningSystem extends WebServer {
  /** Asks it to end, in the way that lets it finish what is under way. */
  terminate(signal: "SIGTERM" | "SIGINT"): void;
  /** Resident memory of all its processes, in bytes. */
  memory(): number;
}

export interface Options {
  backendUrl: string;
  /** Settings by the names that Tailrace has for them; each system translates those it knows. */
  env: Record<string, string>;
  /** The backend that was known when the system was built; another one than `backendUrl` for B1. */
  builtFor: string;
}

/** Something that stands between browser and backend, and passes `/api/*` on to the backend's `/*`. */
export interface System {
  /** Its name, short enough for the head of a column. */
  title: string;
  /** What it is and how it is set up, as one line of Markdown. */
  about: string;
  /** Undefined if it is not installed. */
  version(): string | undefined;
  /** Builds what every start needs. */
  build?(): void;
  start(options: Options): Promise<RunningSystem>;
}

/** What a system is told of the environment, in the numbers that its configuration needs. */
export function settings(env: Record<string, string>) {
  return {
    connectTimeoutMs: Number(env.BACKEND_CONNECT_TIMEOUT_MS ?? 5_000),
    headersTimeoutMs: Number(env.BACKEND_HEADERS_TIMEOUT_MS ?? 30_000),
    // Tailrace, too, cuts what is left a little before its time is up.
    graceMs: 0.8 * Number(env.SHUTDOWN_GRACE_MS ?? 10_000),
    trustForwarded: env.TRUST_FORWARDED_HEADERS === "true",
  };
}

/** `http://127.0.0.1:8080/base/` as `127.0.0.1:8080` and `/base`. */
export function address(backendUrl: string): { host: string; base: string } {
  const { host, pathname } = new URL(backendUrl);
  return { host, base: pathname.replace(/\/+$/, "") };
}
