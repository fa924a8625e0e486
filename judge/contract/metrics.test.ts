import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { parser } from "@prometheus-io/lezer-promql";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Backend, startBackend, startEvents } from "../testing/backend";
import { freePort, spawnWebServer } from "../testing/web-server";
import { openStream, rawConnection, send } from "./client";
import { isTailrace, patience, type RunningSystem, startSystem, testOfTailrace } from "./system";

const STREAMS = { route: "/api/v1/workloads/[id]/logs" };
const REST = { route: "/api/[...path]" };

let backend: Backend;
beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend[Symbol.asyncDispose]());
beforeEach(() => backend.handle(serve));

/** A backend with a stream of every kind, by its path's last part, and ordinary answers. */
const serve: Parameters<Backend["handle"]>[0] = (request, response) => {
  const { pathname } = new URL(request.url!, "http://backend");
  if (!pathname.endsWith("/logs"))
    return void response.writeHead(pathname.endsWith("/404") ? 404 : 200).end("ok");
  const [kind] = pathname.split("/").slice(-2);
  if (kind === "silent") return;
  startEvents(response);
  response.write("data: first\n\n");
  if (kind === "ends") response.end("data: last\n\n");
  if (kind === "breaks") response.write("data: half", () => response.socket!.destroy());
  if (kind === "half") response.write("data: half");
  if (kind === "floods") {
    const line = `data: ${"x".repeat(10_000)}\n\n`;
    const fill = () => {
      while (!response.destroyed && response.write(line));
    };
    response.on("drain", fill);
    fill();
  }
};
const logsOf = (kind: string) => `/api/v1/workloads/${kind}/logs`;

/** A client of a stream that floods, which has stopped reading. */
async function openStuck(origin: string): Promise<Socket> {
  const socket = await rawConnection(origin);
  socket.on("error", () => {});
  socket.write(`GET ${logsOf("floods")} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  await once(socket, "data");
  return socket.pause();
}

interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** A server whose metrics can be read. */
interface Measured extends RunningSystem {
  metricsUrl: string;
  samples(): Promise<Sample[]>;
  /** The sum of all series of `name` that have these labels; undefined if there is none. */
  figure(name: string, labels?: Record<string, string>): Promise<number | undefined>;
}

async function startMeasured(env: Record<string, string> = {}): Promise<Measured> {
  const port = await freePort();
  const system = await startSystem(backend.url, { METRICS_PORT: String(port), ...env });
  const metricsUrl = `http://127.0.0.1:${port}`;
  const samples = async () => parseSamples((await send(metricsUrl, "/metrics")).body.toString());
  return Object.assign(system, {
    metricsUrl,
    samples,
    figure: async (name: string, labels: Record<string, string> = {}) => {
      const found = (await samples()).filter(
        (sample) =>
          sample.name === name &&
          Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
      );
      return found.length > 0 ? found.reduce((sum, { value }) => sum + value, 0) : undefined;
    },
  });
}

function parseSamples(text: string): Sample[] {
  return [...text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)].map(([, name, labels, value]) => ({
    name: name!,
    labels: Object.fromEntries(
      [...(labels ?? "").matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, value]) => [
        label!,
        value!,
      ]),
    ),
    value: Number(value),
  }));
}

/**
 * Requests of all kinds: streams that end in every way but by a shutdown, ordinary answers, and two streams that stay open,
 * one of them with a client that reads nothing.
 */
async function traffic(system: Measured): Promise<{ leave(): void }> {
  await backend.stop();
  await send(system.url, "/api/v1/x");
  await backend.listen();
  await send(system.url, "/api/v1/x");
  await send(system.url, "/api/v1/x", { method: "POST" }, "body");
  await send(system.url, "/api/v1/404");

  const ends = await openStream(system.url, logsOf("ends"));
  const breaks = await openStream(system.url, logsOf("breaks"));
  const leaves = await openStream(system.url, logsOf("leaves"));
  await leaves.until("first");
  leaves.leave();
  expect((await send(system.url, logsOf("silent"))).status).toBe(504);
  await Promise.all([ends.ended, breaks.ended]);

  const quiet = await openStream(system.url, logsOf("quiet"));
  await quiet.until("first");
  const stuck = await openStuck(system.url);
  return {
    leave() {
      stuck.destroy();
      quiet.leave();
    },
  };
}
const TIMEOUTS = { BACKEND_HEADERS_TIMEOUT_MS: "300" };

testOfTailrace("M1 streams are counted while they are open, and by why they ended", async () => {
  await using system = await startMeasured(TIMEOUTS);
  expect(await system.figure("tailrace_streams_open")).toBe(0);
  const ended = (reason: string) => system.figure("tailrace_streams_ended_total", { ...STREAMS, reason });
  const open = await traffic(system);
  await expect.poll(() => system.figure("tailrace_streams_open")).toBe(2);
  expect(await system.figure("tailrace_streams_opened_total", STREAMS)).toBe(5);
  expect(await ended("backend_ended")).toBe(1);
  expect(await ended("backend_broke")).toBe(1);
  expect(await ended("client_left")).toBe(1);
  open.leave();
  await expect.poll(() => ended("client_left")).toBe(3);
  expect(await system.figure("tailrace_streams_open")).toBe(0);
});

testOfTailrace("M1 a stream that a shutdown ends is counted as such, until the process is gone", async () => {
  await using system = await startMeasured({ SHUTDOWN_GRACE_MS: "5000" });
  const quiet = await openStream(system.url, logsOf("quiet"));
  const half = await openStream(system.url, logsOf("half"));
  await half.until("half");
  system.terminate("SIGTERM");
  await quiet.ended;
  await expect
    .poll(() => system.figure("tailrace_streams_ended_total", { ...STREAMS, reason: "drained" }))
    .toBe(1);
  expect(await system.figure("tailrace_streams_open")).toBe(1);
  half.leave();
});

testOfTailrace(
  "M2 what a stream waits for is told apart: the backend, or a client that does not keep up",
  async () => {
    await using system = await startMeasured();
    const waited = (on: string) => system.figure("tailrace_stream_wait_seconds_total", { on });
    const quiet = await openStream(system.url, logsOf("quiet"));
    await expect.poll(() => waited("backend")).toBeGreaterThan(0.3);
    expect(await waited("client")).toBe(0);
    quiet.leave();
    await expect.poll(() => system.figure("tailrace_streams_open")).toBe(0);

    const stuck = await openStream(system.url, logsOf("floods"));
    stuck.pause();
    await expect.poll(() => waited("client")).toBeGreaterThan(0.2);
    // From now on it waits for nothing else.
    const onBackend = (await waited("backend"))!;
    await expect.poll(() => waited("client")).toBeGreaterThan(1);
    expect((await waited("backend"))! - onBackend).toBeLessThan(0.1);
    stuck.leave();
  },
);

testOfTailrace(
  "M3 API requests are counted by route, method and status, and backend errors by code",
  async () => {
    await using system = await startMeasured(TIMEOUTS);
    await traffic(system);
    const requests = (labels: Record<string, string>) => system.figure("tailrace_api_requests_total", labels);
    expect(await requests({ ...REST, method: "GET", status: "200" })).toBe(1);
    expect(await requests({ ...REST, method: "POST", status: "200" })).toBe(1);
    expect(await requests({ ...REST, method: "GET", status: "404" })).toBe(1);
    expect(await requests({ ...REST, method: "GET", status: "502" })).toBe(1);
    expect(await requests({ ...STREAMS, method: "GET", status: "504" })).toBe(1);
    expect(await requests({})).toBe(5); // no page, no probe, no stream

    const errors = (code: string) => system.figure("tailrace_backend_errors_total", { code });
    expect(await errors("backend_unreachable")).toBe(1);
    expect(await errors("backend_broke_off")).toBe(1);
    expect(await errors("backend_timeout")).toBe(1);
    expect(await errors("backend_invalid_response")).toBe(0);

    const firstBytes = (kind: string) => system.figure("tailrace_first_byte_seconds_count", { kind });
    expect(await firstBytes("request")).toBe(3);
    expect(await firstBytes("stream")).toBe(5);
  },
);

testOfTailrace(
  "M3 a backend error is counted whoever asked: a page, or a probe that waits in vain",
  async () => {
    await using system = await startMeasured();
    const errors = (code: string) => system.figure("tailrace_backend_errors_total", { code });
    backend.handle(() => {});
    expect((await send(system.url, "/readyz")).status).toBe(503);
    expect(await errors("backend_timeout")).toBe(1);
    await backend.stop();
    await send(system.url, "/");
    await backend.listen();
    expect(await errors("backend_unreachable")).toBe(1);
  },
);

testOfTailrace(
  "M3 bytes of a stream are counted while it is open, and stay counted when its client leaves",
  async () => {
    await using system = await startMeasured();
    const bytes = () => system.figure("tailrace_sent_bytes_total", { kind: "stream" });
    expect(await bytes()).toBe(0);
    const stuck = await openStuck(system.url);
    let last: number | undefined;
    const isFull = async () => {
      const before = last;
      last = await bytes();
      return last! > 100_000 && last === before;
    };
    await expect.poll(isFull, { interval: 200, timeout: 10_000 }).toBe(true);
    stuck.destroy();
    await expect.poll(() => system.figure("tailrace_streams_open")).toBe(0);
    expect(await bytes()).toBeGreaterThanOrEqual(last!);
  },
);

testOfTailrace(
  "M4 nothing but /metrics is at that port, and no metrics are at the console's own",
  async () => {
    await using system = await startMeasured();
    expect((await send(system.metricsUrl, "/")).status).toBe(404);
    expect((await send(system.metricsUrl, "/metrics")).headers["content-type"]).toMatch(
      /^text\/plain; version=0.0.4/,
    );
    expect((await send(system.url, "/metrics")).status).toBe(404);
  },
);

testOfTailrace("M4 a server that cannot have its METRICS_PORT says so and exits non-zero", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  const server = spawnWebServer({
    PORT: String(await freePort()),
    BACKEND_URL: backend.url,
    METRICS_PORT: String(port),
  });
  let output = "";
  server.stderr!.on("data", (data: Buffer) => (output += data.toString()));
  const [code] = (await once(server, "close")) as [number | null];
  taken.close();
  expect(code).toBeGreaterThan(0);
  expect(output).toContain(`METRICS_PORT: listen EADDRINUSE: address already in use 127.0.0.1:${port}`);
});

interface Panel {
  title: string;
  type: string;
  targets: { expr: string; legendFormat: string }[];
}

const dashboard = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "../../deploy/grafana/tailrace.json"), "utf8"),
) as { panels: Panel[]; templating: { list: { name: string; query: string | { query: string } }[] } };

const queries = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr, legendFormat }) => ({
    title,
    // As Grafana does it, for all replicas; its interval is four scrapes long at least.
    expr: expr.replaceAll("$__rate_interval", "10s").replaceAll(/\$(job|instance)/g, ".*"),
    labels: [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label!),
  })),
);

/** What Prometheus adds to each series. */
const FROM_SCRAPING = ["job", "instance"];

/** The series that a query reads (name, labels with their matchers), and the labels that it groups by. */
function readBy(expr: string) {
  const tree = parser.configure({ strict: true }).parse(expr);
  const text = ({ from, to }: { from: number; to: number }) => expr.slice(from, to);
  const selectors: { name: string; matchers: [label: string, operator: string, value: string][] }[] = [];
  const grouping: string[] = [];
  tree.iterate({
    enter({ name, node }) {
      if (name === "VectorSelector") {
        const matchers = node.getChild("LabelMatchers")?.getChildren("UnquotedLabelMatcher") ?? [];
        selectors.push({
          name: text(node.getChild("Identifier")!),
          matchers: matchers.map((matcher) => [
            text(matcher.getChild("LabelName")!),
            text(matcher.getChild("MatchOp")!),
            text(matcher.getChild("StringLiteral")!).slice(1, -1),
          ]),
        });
      }
      if (name === "GroupingLabels") grouping.push(...node.getChildren("LabelName").map(text));
    },
  });
  return { selectors, grouping };
}

testOfTailrace(
  "M5 every panel of the dashboard reads series that /metrics has, by labels that they have",
  async () => {
    await using system = await startMeasured(TIMEOUTS);
    await traffic(system);
    const samples = await system.samples();
    expect(queries.length).toBeGreaterThan(15);
    for (const { title, expr, labels } of queries) {
      const { selectors, grouping } = readBy(expr);
      expect(selectors, title).not.toEqual([]);
      for (const { name, matchers } of selectors) {
        const own = matchers.filter(([label]) => !FROM_SCRAPING.includes(label));
        const series = samples.filter(
          (sample) => sample.name === name && own.every((one) => matches(sample, one)),
        );
        expect(series, `${title}: ${name}`).not.toEqual([]);
        const known = [...FROM_SCRAPING, ...series.flatMap((one) => Object.keys(one.labels))];
        expect(known, `${title}: labels of ${name}`).toEqual(
          expect.arrayContaining([...grouping, ...labels]),
        );
      }
    }
  },
);

function matches({ labels }: Sample, [label, operator, value]: [string, string, string]): boolean {
  const actual = labels[label] ?? "";
  if (operator === "=") return actual === value;
  if (operator === "=~") return new RegExp(`^(?:${value})$`).test(actual);
  throw new Error(`The operator ${operator} is not known here.`);
}

testOfTailrace("M5 a metric, a label or a value that there is none of would be found", () => {
  expect(() => readBy("sum by (route (x)")).toThrow();
  const { selectors, grouping } = readBy('sum by (a, b) (rate(x{c=~"5.."}[5s])) / y');
  expect(selectors).toEqual([
    { name: "x", matchers: [["c", "=~", "5.."]] },
    { name: "y", matchers: [] },
  ]);
  expect(grouping).toEqual(["a", "b"]);
  expect(matches({ name: "x", labels: { c: "404" }, value: 1 }, ["c", "=~", "5.."])).toBe(false);
});

const prometheusVersion = installedPrometheus();

test.runIf(isTailrace && prometheusVersion)(
  "M5 Prometheus answers the query of every panel with figures and the labels of its legend",
  patience(60_000),
  async ({ annotate }) => {
    await annotate(`Prometheus ${prometheusVersion}`);
    await using system = await startMeasured(TIMEOUTS);
    await using prometheus = await startPrometheus(system.metricsUrl);
    await traffic(system);
    for (const { name, query } of dashboard.templating.list) {
      if (typeof query === "string") continue;
      const metric = /^label_values\((\w+)/.exec(query.query)![1]!;
      await expect.poll(async () => (await prometheus.query(metric))[0]?.metric[name]).toBeTruthy();
    }
    // A rate needs two scrapes, and something that has happened between them.
    await expect.poll(() => prometheus.query("tailrace_api_requests_total")).not.toEqual([]);
    await traffic(system);
    for (const { title, expr, labels } of queries) {
      await expect
        .poll(
          async () => {
            const result = await prometheus.query(expr);
            const figures = result.filter(({ value: [, figure] }) => Number.isFinite(Number(figure)));
            return figures.filter(({ metric }) => labels.every((label) => metric[label])).length;
          },
          { interval: 100, message: `${title}: ${expr}` },
        )
        .toBeGreaterThan(0);
    }
  },
);

/** Prometheus, with its files in a folder of its own, scraping `url` five times a second. */
async function startPrometheus(url: string) {
  const folder = mkdtempSync(path.join(tmpdir(), "tailrace-prometheus-"));
  const config = path.join(folder, "prometheus.yml");
  const port = await freePort();
  const { host } = new URL(url);
  writeFileSync(
    config,
    `scrape_configs: [{ job_name: tailrace, scrape_interval: 200ms, scrape_timeout: 200ms, static_configs: [{ targets: ["${host}"] }] }]`,
  );
  const child: ChildProcess = spawn(
    "prometheus",
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${path.join(folder, "data")}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: "ignore" },
  );
  const origin = `http://127.0.0.1:${port}`;
  const ready = async () => (await fetch(`${origin}/-/ready`).catch(() => undefined))?.ok;
  await expect.poll(ready).toBe(true);
  return {
    async query(expr: string) {
      const response = await fetch(`${origin}/api/v1/query?query=${encodeURIComponent(expr)}`);
      const { data } = (await response.json()) as {
        data: { result: { metric: Record<string, string>; value: [time: number, figure: string] }[] };
      };
      return data.result;
    },
    async [Symbol.asyncDispose]() {
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
      rmSync(folder, { recursive: true });
    },
  };
}

/** Its version; undefined, and a line that says so, where there is none. */
function installedPrometheus(): string | undefined {
  try {
    const printed = execFileSync("sh", ["-c", "prometheus --version 2>&1"], { encoding: "utf8" });
    return /version (\S+)/.exec(printed)?.[1];
  } catch {
    console.log("prometheus is not installed (apt-get install prometheus): its answers are not tried.");
    return undefined;
  }
}
