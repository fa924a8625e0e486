// `pnpm start` and `pnpm dev`, first of all: installs what they run, and for `start` builds it. This runs on the machine's own Node,
// before anything is installed: nothing here is younger than Node 18, which is told that it is too old.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";

const [command] = process.argv.slice(2);
const OLDEST_NODE = 20;

// What runs and builds the console and the embedded backend. The rest (tests, their browser, the peers of benchmarks) is four fifths
// of all packages, and `pnpm install` fetches it.
const RUN = [
  "--prod",
  ...["workspace", "tailrace", "web", "local-backend"].flatMap((name) => ["--filter", name]),
];
// The lockfile was held against pnpm's policies when it was written. To do so again, pnpm asks for all that was ever published of each
// package in it: 460 MB.
const TRUSTED = "--trust-lockfile";

const FAULTS = [
  [/No space left on device|ENOSPC/, "No space is left on the disk: the first start needs 1.5 GB."],
  [/Read-only file system|EROFS/, "A folder cannot be written to, because its file system is read-only."],
  [/Permission denied|EACCES/, "A folder cannot be written to, because you lack the right to."],
  [
    /dns error|client error \(Connect\)|error sending request|operation timed out/,
    "The registry of npm cannot be reached: the first start needs the network (a proxy is taken from HTTPS_PROXY).",
  ],
];

function fail(sentence, output = "") {
  console.error(`${output}\n${sentence}`);
  process.exit(1);
}

/** Runs pnpm and shows what it prints only if it fails for a reason that has no sentence of its own. */
function pnpm(...args) {
  const { status, signal, error, stdout, stderr } = spawnSync("pnpm", args, {
    // Half a minute less until somebody without a network is told so.
    env: {
      ...process.env,
      pnpm_config_fetch_retry_mintimeout: "1000",
      pnpm_config_fetch_retry_maxtimeout: "3000",
    },
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024, // more than a build with an error in each file prints
    shell: process.platform === "win32", // there pnpm is a .cmd
  });
  if (error) fail(`pnpm cannot be run: ${error.message}.`);
  if (signal) process.exit(130); // Ctrl-C
  if (status === 0) return;
  const output = `${stdout}${stderr}`;
  // pnpm breaks long lines where it likes, with a bar before each.
  const text = output.replace(/\s*\n[\s│╰─▶├]*/g, " ");
  const fault = FAULTS.find(([sign]) => sign.test(text));
  if (fault) fail(fault[1]);
  fail(`\`pnpm ${args.join(" ")}\` has failed with ${status}; above is what it says.`, output);
}

const [major] = process.versions.node.split(".").map(Number);
if (major < OLDEST_NODE)
  fail(`Node ${process.versions.node} is too old: it takes ${OLDEST_NODE} or a newer one to start, and npm.`);
try {
  accessSync(".", constants.W_OK);
} catch {
  fail(`${process.cwd()} cannot be written to: start from a copy of the folder that is yours.`);
}

const first = !existsSync("node_modules/.modules.yaml");
console.log(
  first ? "Installs what it runs: 165 MB, once; half a minute or more" : "Installs what has changed",
);
// Who has installed everything keeps it.
pnpm("install", TRUSTED, ...(existsSync("judge/node_modules") ? [] : RUN));
if (command === "start") {
  console.log(existsSync("web/.next/BUILD_ID") ? "Builds what has changed" : "Builds: about a minute, once");
  pnpm("--filter", "web", "build");
}
