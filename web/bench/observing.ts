// `pnpm --filter web bench:observing`: what metrics and traces cost, on and off; writes its table into docs/operations.md.
import { once } from "node:events";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startChild as startCommand } from "judge/systems/child";
import { freePort } from "judge/testing/web-server";
import { CONNECTIONS } from "./answers.ts";
import type { BackendCommands } from "./backend.ts";
import { startChild } from "./child.ts";
import type { LoadCommands } from "./load.ts";
import { figure, publish, ratio, table } from "./markdown.ts";
import { cpuMicros } from "./proc.ts";
import { Results } from "./results.ts";

const ROUNDS = 5;
// A few per cent are looked for, and a machine's speed changes by more than that within seconds: so the servers all run, and
// get their load in turn, for a short time each.
const TURNS = 20;
const TURN_MS = 300;
const WARM_UP_MS = 4_000; // as long as in the other benchmarks
const SPANS_SENT_MS = 1_500; // a server sends them once a second

const standalone = path.join(import.meta.dirname, "../.next/standalone");

/** The same build with no code for metrics and traces in it, to hold one against that has them off. */
const without = mkdtempSync(path.join(tmpdir(), "tailrace-without-"));
cpSync(standalone, without, { recursive: true, verbatimSymlinks: true });
const chunks = globSync(path.join(without, "web/.next/server/chunks/*.js"));
const observers = chunks.filter((file) =>
  /v1\/traces|tailrace_streams_open/.test(readFileSync(file, "utf8")),
);
const openTelemetry = globSync(path.join(without, "node_modules/.pnpm/@opentelemetry*"));
for (const place of [...observers, ...openTelemetry]) rmSync(place, { recursive: true });

let exports = 0;
const collector = createServer((request, response) => {
  exports++;
  request.resume().on("end", () => response.end("{}"));
}).listen(0, "127.0.0.1");
await once(collector, "listening");
const { port: collectorPort } = collector.address() as AddressInfo;

const backend = await startChild<BackendCommands>(path.join(import.meta.dirname, "backend.ts"));
const load = await startChild<LoadCommands>(path.join(import.meta.dirname, "load.ts"));
const backendUrl = `http://127.0.0.1:${await backend.call("port")}`;

async function start(name: string, folder: string, env: Record<string, string>) {
  const port = await freePort();
  const own = { HOSTNAME: "127.0.0.1", PORT: String(port), BACKEND_URL: backendUrl };
  const args = [path.join(folder, "web/server.js")];
  const server = await startCommand({ command: process.execPath, args, port, env: { ...own, ...env } });
  const target = { port, path: "/api/v1/json/300", headers: "", connections: CONNECTIONS };
  await load.call("validateJson", { ...target, bytes: 300 });
  await load.call("requests", { ...target, ms: WARM_UP_MS });
  return { name, server, pid: server.process.pid!, target };
}
const servers = [
  await start("no code for either", without, {}),
  await start("both off", standalone, {}),
  await start("metrics", standalone, { METRICS_PORT: String(await freePort()) }),
  await start("traces", standalone, { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collectorPort}` }),
];

const results = new Results();
try {
  for (let round = 0; round < ROUNDS; round++) {
    await sleep(SPANS_SENT_MS);
    const counts = servers.map((server) => ({ ...server, before: cpuMicros(server.pid), answers: 0 }));
    for (let turn = 0; turn < TURNS; turn++) {
      for (const count of turn % 2 ? counts.toReversed() : counts)
        count.answers += (await load.call("requests", { ...count.target, ms: TURN_MS })).answers;
    }
    await sleep(SPANS_SENT_MS);
    for (const { name, pid, before, answers } of counts)
      results.add(name, "json.cpu", "300 B", (cpuMicros(pid) - before) / answers);
    console.log(`round ${round + 1} of ${ROUNDS} is done`);
  }
} finally {
  await Promise.all(servers.map(({ server }) => server[Symbol.asyncDispose]()));
  await load.stop();
  await backend.stop();
  collector.close();
  rmSync(without, { recursive: true });
}
if (exports === 0) throw new Error("No span has come: what was measured was no tracing.");

const spread = (name: string) => results.get(name, "json.cpu", "300 B")!;
const floor = spread(servers[0]!.name);
const rows = servers.map(({ name }) => {
  const { median, min, max } = spread(name);
  return [name, `${figure(median)} (${figure(min)}–${figure(max)})`, ratio(median / floor.median)];
});
const text = table(["", "CPU per API answer (300 B), µs", "×"], rows);
console.log(`\n${text}`);
publish("operations.md", "observing", text);
