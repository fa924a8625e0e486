import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startLocalBackend } from "../../local-backend/src/index.ts";
import { type Backend, startBackend } from "judge/testing/backend";
import { startWebServer } from "judge/testing/web-server";
import { bannerLog, importLog, indexerLog, type SampleLine, sampleLog } from "./sample-log.ts";

const FOREVER = ["node", "-e", "setInterval(() => {}, 1e9)"];
const exits = (code: number) => ["node", "-e", `process.exit(${code})`];

const WORKLOADS = [
  {
    id: "checkout",
    name: "Checkout API",
    command: FOREVER,
    labels: { team: "payments", zone: "eu-west-1a" },
  },
  { id: "ledger", name: "Ledger worker", command: FOREVER, labels: { team: "payments" } },
  { id: "storefront", name: "Storefront proxy", command: FOREVER, labels: { team: "web", tier: "edge" } },
  { id: "thumbnails", name: "Thumbnail resizer", command: FOREVER, labels: { team: "media" } },
  { id: "mail-relay", name: "Mail relay", command: FOREVER, labels: { team: "platform" } },
  { id: "search-index", name: "Search indexer", command: FOREVER, labels: { team: "web" } },
  { id: "nightly-import", name: "Nightly import", command: exits(3), labels: { team: "data", kind: "job" } },
  { id: "db-migrate", name: "Database migration", command: exits(0), labels: { team: "data", kind: "job" } },
];

/** Consoles for the states of pages to be reached in: one before the embedded backend, one before a scripted one. */
export interface World extends AsyncDisposable {
  /** The console whose backend is the embedded one, with workloads as a team has them. */
  url: string;
  /** Has a workload of the embedded backend write lines. */
  write(id: string, ...lines: SampleLine[]): void;
  /** The console whose backend is `backend`. */
  scriptedUrl: string;
  /** For what the embedded backend cannot be brought to do. */
  backend: Backend;
  /** Has the scripted backend stand there as at first. */
  reset(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const folder = await mkdtemp(path.join(tmpdir(), "tailrace-e2e-"));
  const file = path.join(folder, "workloads.json");
  await writeFile(file, JSON.stringify({ workloads: WORKLOADS }));
  const embedded = await startLocalBackend({ file, port: 0 });
  const backend = await startBackend();
  const [web, scripted] = await Promise.all([
    startWebServer({ BACKEND_URL: embedded.url }),
    startWebServer({ BACKEND_URL: backend.url }),
  ]);

  const write = (id: string, ...lines: SampleLine[]) => {
    const { log, changes } = embedded.workloads.get(id)!;
    for (const line of lines) log.append(line);
    changes.notify();
  };
  write("checkout", ...bannerLog(), ...sampleLog("checkout", 1_800));
  write("ledger", ...sampleLog("ledger", 420));
  write("storefront", ...sampleLog("storefront", 900));
  write("nightly-import", ...importLog());
  write("search-index", ...indexerLog());
  return {
    url: web.url,
    write,
    scriptedUrl: scripted.url,
    backend,
    async reset() {
      await backend[Symbol.asyncDispose](); // cuts what is open
      await backend.listen();
    },
    async [Symbol.asyncDispose]() {
      for (const part of [web, scripted, backend]) await part[Symbol.asyncDispose]();
      await embedded.close();
      await rm(folder, { recursive: true });
    },
  };
}
