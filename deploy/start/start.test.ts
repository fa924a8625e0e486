import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startBackend } from "judge/testing/backend";
import { freePort } from "judge/testing/web-server";

const repository = path.join(import.meta.dirname, "../..");
const isRoot = process.getuid?.() === 0;
const folder = mkdtempSync(path.join(tmpdir(), "tailrace-start-"));
chmodSync(folder, 0o755); // for another user

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A clone, as it is before anything is installed; its own store, so that nothing is there from before. */
function clone(into: string): string {
  const list = execFileSync("git", ["ls-files", "-z"], { cwd: repository, encoding: "utf8" });
  for (const file of list.split("\0").filter(Boolean)) {
    // Documents and tests are not needed to fail, and a small disk is to be full of something else.
    if (/^docs\/|\.test\.tsx?$/.test(file)) continue;
    cpSync(path.join(repository, file), path.join(into, file));
  }
  return into;
}

/** What `scripts/prepare.mjs start` prints, and how it ends. */
async function prepare(
  cwd: string,
  { prefix = [], ...options }: Options = {},
): Promise<[number | null, string]> {
  const command = [...prefix, process.execPath, path.join(cwd, "scripts/prepare.mjs"), "start"];
  const env = { ...process.env, ...storeIn(path.join(folder, "store")), ...options.env };
  const child = spawn(command[0]!, command.slice(1), { cwd, ...options, env });
  const [out, error, [code]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, "exit") as Promise<[number | null]>,
  ]);
  return [code, out + error];
}
type Options = { prefix?: string[]; uid?: number; gid?: number; env?: Record<string, string> };

const storeIn = (place: string) => ({
  pnpm_config_store_dir: place,
  pnpm_config_cache_dir: `${place}-cache`,
  NODE_OPTIONS: "",
});

describe("a first start that cannot be says why in one sentence, where", () => {
  let checkout: string;
  beforeAll(() => {
    checkout = clone(path.join(folder, "clone"));
  });

  const cannot = async (sentence: RegExp, where: string, options?: Options) => {
    const [code, output] = await prepare(where, options);
    expect(code).toBe(1);
    const said = output.split("\n").filter((line) => line.trim() && !line.startsWith("Installs "));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(sentence);
  };

  test("Node is too old", async () => {
    // As the one of Node 18 would be: the script asks `process.versions` alone.
    const older = path.join(folder, "older.mjs");
    writeFileSync(older, `Object.defineProperty(process, "versions", { value: { node: "18.20.8" } });`);
    await cannot(/^Node 18\.20\.8 is too old: it takes 20 or a newer one/, checkout, {
      env: { NODE_OPTIONS: `--import=${older}` },
    });
  });

  test("the folder cannot be written to", async () => {
    if (!isRoot) chmodSync(checkout, 0o555);
    await cannot(
      /clone cannot be written to: start from a copy/,
      checkout,
      isRoot ? { uid: 1000, gid: 1000 } : {},
    );
    if (!isRoot) chmodSync(checkout, 0o755);
  });

  test.runIf(isRoot)("the folder is on a disk that is mounted read-only", async () => {
    const readOnly = `mount --bind -o ro ${checkout} ${checkout} && mount -o remount,bind,ro ${checkout} && cd ${checkout} && exec "$@"`;
    await cannot(/clone cannot be written to: start from a copy/, checkout, {
      prefix: ["unshare", "--mount", "sh", "-c", readOnly, "sh"],
    });
  });

  // Without root nobody may make a network or a disk of his own.
  test.runIf(isRoot)("there is no network", { timeout: 60_000 }, async () => {
    await cannot(/^The registry of npm cannot be reached/, checkout, { prefix: ["unshare", "--net"] });
  });

  test.runIf(isRoot)("no space is left", { timeout: 60_000 }, async () => {
    const disk = path.join(folder, "disk");
    mkdirSync(disk);
    // As much as the checkout takes, and a store that cannot be filled.
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=30m", "tmpfs", disk]);
    try {
      const small = clone(path.join(disk, "clone"));
      await cannot(/^No space is left on the disk/, small, { env: storeIn(path.join(disk, "store")) });
    } finally {
      execFileSync("umount", [disk]);
    }
  });
});

describe("the start of what is built", () => {
  const start = (env: Record<string, string>, command = "start") =>
    spawn(process.execPath, ["scripts/run.ts", command], {
      cwd: repository,
      env: { ...process.env, HOSTNAME: "127.0.0.1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });

  /** Resolves with what it has printed when it has said where to go. */
  async function ready(child: ChildProcess): Promise<() => string> {
    let output = "";
    for (const stream of [child.stdout!, child.stderr!])
      stream.on("data", (data: Buffer) => {
        output += data.toString();
        child.emit("printed");
      });
    const signal = AbortSignal.timeout(30_000);
    while (!output.includes("Ctrl-C ends it")) await once(child, "printed", { signal });
    return () => output;
  }

  test("says where to go when it serves, and nothing more of requests; Ctrl-C ends it and its backend", async () => {
    const port = await freePort();
    const child = start({ PORT: String(port), BACKEND_URL: "" });
    const output = await ready(child);
    expect(output()).toMatch(
      new RegExp(`^\\s+Tailrace   http://localhost:${port}\\n\\s+Backend    http://127.0.0.1:\\d+ `),
    );
    const backend = /Backend\s+(\S+)/.exec(output())![1]!;
    const { length } = output();
    expect((await fetch(`http://127.0.0.1:${port}/api/v1/workloads`)).status).toBe(200);
    expect((await fetch(`${backend}/v1/workloads`)).status).toBe(200);
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(output().slice(length)).toBe("");
    for (const url of [`http://127.0.0.1:${port}`, backend])
      await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  test("leaves out the embedded backend where BACKEND_URL names another one", async () => {
    await using backend = await startBackend();
    const child = start({ PORT: String(await freePort()), BACKEND_URL: backend.url });
    const output = await ready(child);
    expect(output()).toContain(`Backend    ${backend.url}\n`);
    expect(output()).not.toContain("embedded");
    child.kill("SIGTERM");
    await once(child, "exit");
  });

  test.for(["start", "dev"])(
    "%s says in one sentence that its port is in use, and how to take another one",
    async (command) => {
      const taken = createServer().listen(0, "127.0.0.1");
      await once(taken, "listening");
      const { port } = taken.address() as { port: number };
      const child = start({ PORT: String(port), BACKEND_URL: "" }, command);
      const [output, [code]] = await Promise.all([text(child.stderr!), once(child, "exit")]);
      expect(code).toBe(1);
      expect(output).toBe(
        `Port ${port} is in use; another one is taken by \`PORT=3001 npx -y pnpm@12 ${command}\`.\n`,
      );
      taken.close();
    },
  );

  test("a PORT that is none is said to be", async () => {
    const child = start({ PORT: "99999", BACKEND_URL: "" });
    const [output, [code]] = await Promise.all([text(child.stderr!), once(child, "exit")]);
    expect(code).toBe(1);
    expect(output).toMatch(/^The console cannot listen at PORT=99999, HOSTNAME=127\.0\.0\.1: .*\.\n$/);
  });
});
