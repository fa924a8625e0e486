// The package as others get it: packed, and installed where nothing of this repository is.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch } from "./testing/command.ts";
import { holdBack, openEvents, startServer, talk } from "./testing/server.ts";

const PACKAGE = path.join(import.meta.dirname, "..");

// The repository's Node, and the machine's own, which may be as old as the package allows: the first on the PATH that does
// not come from node_modules. npm and npx are there, too.
const OUTSIDE = process.env.PATH!.split(path.delimiter).filter((folder) => !folder.includes("node_modules"));
const MACHINE = OUTSIDE.find((folder) => existsSync(path.join(folder, "node")));
const NODES = [path.dirname(process.execPath), ...(MACHINE ? [MACHINE] : [])];

// npm and npx are slow to start, and slower side by side.
const ONE_BY_ONE = { concurrent: false, timeout: 60_000 };

let folder: string;
let tarball: string;
let files: string[];
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "doctor-package-"));
  const pack = ["pack", "--json", "--pack-destination", folder];
  const out = await succeed("pnpm", pack, { env: process.env, cwd: PACKAGE });
  // What the build prints comes before.
  const packed = JSON.parse(out.slice(out.indexOf("{"))) as { filename: string; files: { path: string }[] };
  tarball = packed.filename;
  files = packed.files.map(({ path }) => path);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

test("the package has the command, its manual and its licence, and nothing that only tests need", () => {
  expect(files).toEqual(expect.arrayContaining(["dist/main.js", "README.md", "LICENSE"]));
  const code = files.filter((file) => !["README.md", "LICENSE", "package.json"].includes(file));
  expect(code.filter((file) => !/^dist\/[a-z-]+\.js$/.test(file))).toEqual([]);
});

test("publint finds nothing to mend in the package", async () => {
  const { messages } = await publint({ pack: { tarball: new Uint8Array(readFileSync(tarball)).buffer } });
  expect(messages).toEqual([]);
});

describe.each(NODES)("installed and run with the Node in %s", ONE_BY_ONE, (node) => {
  let options: { cwd: string; env: NodeJS.ProcessEnv };
  beforeAll(async () => {
    const cwd = mkdtempSync(path.join(folder, "user-"));
    // Without one npm looks further up for a project.
    writeFileSync(path.join(cwd, "package.json"), "{}");
    // A home of its own: neither settings nor a cache of whoever runs the tests.
    options = { cwd, env: { HOME: cwd, PATH: [node, ...OUTSIDE].join(path.delimiter) } };
    // Its dependency comes from a folder, so that no registry is asked; both have to allow this Node.
    const dependency = path.join(PACKAGE, "node_modules/eventsource-parser");
    const install = ["install", "--offline", "--engine-strict", "--install-links", dependency, tarball];
    await succeed("npm", install, options);
  }, 60_000);

  const doctor = (args: readonly string[], env?: NodeJS.ProcessEnv) =>
    launch("npx", ["--no-install", "tailrace-doctor", ...args], {
      ...options,
      env: { ...options.env, ...env },
    }).result;

  test("it passes a stream that streams", async () => {
    await using server = await startServer(talk);
    const { code, out, error } = await doctor([server.url, "--seconds", "2"]);
    expect(error).toBe("");
    expect(out).toMatch(/^ {2}pass {4}streaming {4}gzip accepted.*\d+ events /m);
    expect(out).toContain(", 0 failed");
    expect(code).toBe(0);
  });

  test("it fails a stream that is held back, and says what to set", async () => {
    await using server = await startServer(holdBack);
    const { code, out } = await doctor([server.url, "--seconds", "5"]);
    expect(out).toMatch(/^ {2}fail {4}streaming {4}held back, compressed or not/m);
    expect(out).toMatch(/^for streaming:\n {2}nginx +proxy_buffering off;/m);
    expect(code).toBe(1);
  });

  test("it stops when its time is up, however often garbage is collected", async () => {
    await using server = await startServer((_request, response) => openEvents(response));
    const often = "--expose-gc --import data:text/javascript,setInterval(gc,100).unref()";
    const { code, out } = await doctor([server.url, "--seconds", "2"], { NODE_OPTIONS: often });
    expect(out).toMatch(/^watched for /m);
    expect(code).toBe(0);
  });

  test("it explains itself", async () => {
    const { code, out } = await doctor(["--help"]);
    expect(out).toMatch(/^Usage: npx tailrace-doctor <url>/);
    expect(code).toBe(0);
  });

  test.for([
    [[], "The URL is missing."],
    [["console.example"], "console.example is not an http:// or https:// URL."],
  ] as const)("it says what is wrong with the arguments %j", async ([args, words]) => {
    const { code, out, error } = await doctor(args);
    expect(error.split("\n")[0]).toBe(words);
    expect(error).toContain("Usage: npx tailrace-doctor <url>");
    expect(out).toBe("");
    expect(code).toBe(2);
  });
});

async function succeed(...[command, args, options]: Parameters<typeof launch>): Promise<string> {
  const { code, out, error } = await launch(command, args, options).result;
  if (code !== 0) throw new Error(`${command} ${args[0]} ended with ${code}:\n${out}${error}`);
  return out;
}
