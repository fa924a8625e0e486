import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, type BrowserServer, chromium, type LaunchOptions } from "playwright-core";

const ARGS = [
  "--no-sandbox", // containers and root, where CI runs, have no sandbox to offer
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** `packaged` stands for the Chromium of the npm package, which needs no browser on the machine, only Linux. */
type Choice = { executable: string } | "packaged" | undefined;

/**
 * The browser to test with: what `CHROMIUM_PATH` names (or `packaged`), else the packaged one, which is the same on every machine and
 * takes less of it, else one on this machine.
 */
export function chooseBrowser(): Choice {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named === "packaged" ? named : { executable: named };
  if (process.platform === "linux" && process.arch === "x64") return "packaged";
  const executable = INSTALLED.find((file) => existsSync(file));
  return executable ? { executable } : undefined;
}

/** How to start the browser that `chooseBrowser` chose. */
interface Program {
  executablePath: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Call when it has ended. */
  remove(): void;
}

/** Starts the browser that `chooseBrowser` chose. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const { remove, ...program } = await browserProgram();
  const browser = await chromium.launch({ ...program, ...options });
  browser.once("disconnected", remove);
  return browser;
}

/** Starts it for other processes, which connect to its `wsEndpoint()`. */
export async function launchBrowserServer(): Promise<BrowserServer> {
  const { remove, ...program } = await browserProgram();
  const server = await chromium.launchServer(program);
  server.once("close", remove);
  return server;
}

export async function browserProgram(): Promise<Program> {
  const choice = chooseBrowser();
  if (!choice)
    throw new Error("There is no Chromium here: install one, or set CHROMIUM_PATH to its executable.");
  return choice === "packaged"
    ? packagedProgram()
    : { executablePath: choice.executable, args: ARGS, env: process.env, remove() {} };
}

async function packagedProgram(): Promise<Program> {
  const folder = await mkdtemp(path.join(tmpdir(), "tailrace-chromium-"));
  const executablePath = await unpack(folder);
  // The package's own fonts.conf names folders under /tmp. It has one font, Open Sans: a machine that has others has one of
  // fixed width among them, which logs are read in.
  await writeFile(
    path.join(folder, "fonts/fonts.conf"),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/fonts-cache</cachedir>
<alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
<alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
<alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias></fontconfig>`,
  );
  return {
    executablePath,
    args: ARGS,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: path.join(folder, "al2023/lib"), // NSS and Expat, which a bare machine lacks
      FONTCONFIG_PATH: path.join(folder, "fonts"),
    },
    remove: () => void rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

let unpacked: Promise<unknown> = Promise.resolve();

/** Unpacks Chromium with the libraries it needs into `folder`, and returns its executable. One at a time: variables lead it there. */
function unpack(folder: string): Promise<string> {
  const own = unpacked.then(() => unpackByVariables(folder));
  unpacked = own.catch(() => {});
  return own;
}

async function unpackByVariables(folder: string): Promise<string> {
  const before = { ...process.env };
  // The package unpacks into os.tmpdir(), libraries only where it takes the machine for a Lambda function, and it sets
  // variables for this process, and so for every server that the tests start.
  process.env.TMPDIR = folder;
  process.env.AWS_LAMBDA_JS_RUNTIME = "nodejs24.x";
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    return await packaged.executablePath();
  } finally {
    for (const name of ["TMPDIR", "AWS_LAMBDA_JS_RUNTIME", "LD_LIBRARY_PATH", "FONTCONFIG_PATH"]) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}
