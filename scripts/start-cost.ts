// `pnpm start:cost`: what a first `pnpm start` fetches, and how long it takes from the clone to the first line of a log; then the
// second one. Nothing of this machine's is used but Node, npm and git: the stores are empty, and all that is fetched passes a proxy
// that counts it.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const root = path.join(import.meta.dirname, "..");
const folder = mkdtempSync(path.join(tmpdir(), "tailrace-start-cost-"));
const clone = path.join(folder, "clone");
const PORT = "3917"; // nobody's, most likely; the start says so if it is not

let bytes = 0;
const proxy = createServer().listen(0, "127.0.0.1");
proxy.on("connect", (request, socket: Socket, head) => {
  const [host, port] = request.url!.split(":");
  const upstream = connect(Number(port), host!, () => {
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    upstream.write(head);
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on("data", (data) => (bytes += data.length));
  upstream.on("error", () => socket.destroy());
  socket.on("error", () => upstream.destroy());
});
await once(proxy, "listening");
const way = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

// What the pnpm that runs this has set would reach the one that is measured.
const inherited = Object.entries(process.env).filter(([name]) => !/^p?npm_(?!config_cafile$)/i.test(name));
const env: NodeJS.ProcessEnv = {
  ...Object.fromEntries(inherited),
  PATH: process.env
    .PATH!.split(path.delimiter)
    .filter((place) => !/node_modules|node-gyp-bin/.test(place))
    .join(path.delimiter),
  ...{ HTTPS_PROXY: way, https_proxy: way, NEXT_TELEMETRY_DISABLED: "1", PORT, HOSTNAME: "127.0.0.1" },
  BACKEND_URL: "",
  npm_config_cache: path.join(folder, "npm"),
  pnpm_config_store_dir: path.join(folder, "store"),
  pnpm_config_cache_dir: path.join(folder, "cache"),
};

/** Starts it, reads one line of a log, and ends it; resolves with the seconds until that line. */
async function start(): Promise<number> {
  const since = performance.now();
  // A process group of its own, which gets the signal as a terminal's does with Ctrl-C.
  const child = spawn("npx", ["-y", "pnpm@12", "start"], {
    cwd: clone,
    env,
    stdio: "inherit",
    detached: true,
  });
  let ended = false;
  child.once("exit", () => (ended = true));
  while (!(await hasALine())) {
    if (ended) throw new Error("It has ended before there was a line.");
    await sleep(50);
  }
  const seconds = (performance.now() - since) / 1_000;
  process.kill(-child.pid!, "SIGINT");
  await once(child, "exit");
  return seconds;
}

async function hasALine(): Promise<boolean> {
  try {
    const stream = await fetch(`http://127.0.0.1:${PORT}/api/v1/workloads/machine/logs`);
    for await (const part of stream.body!.pipeThrough(new TextDecoderStream()))
      if (part.includes("\ndata: ")) return true;
  } catch {
    // It does not listen yet.
  }
  return false;
}

const begin = performance.now();
execFileSync("git", ["clone", "--quiet", root, clone]);
const cloning = (performance.now() - begin) / 1_000;
const rows: string[] = [];
for (const title of ["first", "second"]) {
  bytes = 0;
  const seconds = (await start()) + (title === "first" ? cloning : 0);
  const packages = readdirSync(path.join(clone, "node_modules/.pnpm")).filter((name) =>
    name.includes("@"),
  ).length;
  rows.push(
    `${title} start: ${seconds.toFixed(0)} s to the first line, ${(bytes / 1e6).toFixed(0)} MB fetched, ${packages} packages`,
  );
}
console.log(`\n${rows.join("\n")}`);
proxy.close();
proxy.closeAllConnections();
rmSync(folder, { recursive: true, force: true });
