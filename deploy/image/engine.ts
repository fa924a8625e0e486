import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

// Without systemd Podman says of each container that nobody will run its health check by the clock; the tests run it themselves.
const QUIET = ["--log-level", "fatal"];

/** Runs Podman to its end, for what it prints. */
export async function podman(...args: string[]): Promise<string> {
  const { stdout } = await run("podman", [...QUIET, ...args], { env: environment(), encoding: "utf8" });
  return stdout.trim();
}

/** The same for what takes long: each line is passed on as it comes, and is in the error if it fails. */
export async function podmanAloud(args: string[], log: (line: string) => void): Promise<void> {
  const child = spawn("podman", args, { env: environment(), stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      text.split("\n").forEach((line) => line.startsWith("[") && log(line));
    });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`podman ${args.join(" ")} has failed with ${code}:\n${output}`);
}

export function isInstalled(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** The limits for `podman build`, which does not read them in containers.conf. */
export const limits = (): string[] => [`nofile=${openFiles()}`, "nproc=4096:4096"];

let file: string | undefined;
function environment(): NodeJS.ProcessEnv {
  if (!file) {
    file = path.join(mkdtempSync(path.join(tmpdir(), "tailrace-podman-")), "containers.conf");
    const list = limits().map((limit) => JSON.stringify(limit));
    const runtime = isInstalled("runc", "--version") ? 'runtime = "runc"' : "";
    writeFileSync(file, `[containers]\ndefault_ulimits = [${list.join(", ")}]\n[engine]\n${runtime}\n`);
  }
  return { ...process.env, CONTAINERS_CONF: file };
}

/** Podman would give a container a million, which is refused where root itself may have no more than it has. */
function openFiles(): string {
  const hard = /^Max open files\s+\S+\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1];
  const number = Math.min(Number(hard ?? 1_024), 65_536);
  return `${number}:${number}`;
}
