import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { publint } from "publint";
import { afterAll, beforeAll, expect, test } from "vitest";

let folder: string;
let tarball: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tailrace-pack-"));
  execFileSync("pnpm", ["pack", "--pack-destination", folder], { cwd: import.meta.dirname, stdio: "pipe" });
  tarball = path.join(folder, readdirSync(folder)[0]!);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

test("the package has compiled code and its types, the manual and the license, and nothing else", ({
  annotate,
}) => {
  const files = execFileSync("tar", ["-tzf", tarball]).toString().trimEnd().split("\n");
  expect(files).toContain("package/dist/index.js");
  expect(
    files.filter(
      (file) => !/^package\/(?:dist\/.+\.(?:js|d\.ts)|README\.md|LICENSE|package\.json)$/.test(file),
    ),
  ).toEqual([]);
  expect(files.filter((file) => /test|console|workload/.test(file))).toEqual([]);
  return annotate(`${(readFileSync(tarball).length / 1e3).toFixed(1)} kB in ${files.length} files`);
});

test("publint finds nothing to say of it", async () => {
  const { buffer } = readFileSync(tarball);
  const { messages } = await publint({ pack: { tarball: buffer }, strict: true });
  expect(messages).toEqual([]);
});

test("its types resolve wherever its code does, from ESM and from bundlers", () => {
  const attw = path.join(import.meta.dirname, "node_modules/.bin/attw");
  execFileSync(attw, [tarball, "--profile", "esm-only"], { stdio: "pipe" }); // throws with what it has found
});
