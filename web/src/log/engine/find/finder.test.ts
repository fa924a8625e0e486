import { Worker } from "node:worker_threads";
import * as Comlink from "comlink";
// @ts-expect-error: its types stand under another name, node-adapter.d.ts
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { afterEach, describe, expect, it } from "vitest";
import { Finder, TooSlowError } from "./finder";
import type { FinderApi } from "./finder.worker";

const PROGRAM = `
  import { parentPort } from "node:worker_threads";
  import * as Comlink from ${JSON.stringify(import.meta.resolve("comlink/dist/esm/comlink.mjs"))};
  import nodeEndpoint from ${JSON.stringify(import.meta.resolve("comlink/dist/esm/node-adapter.mjs"))};
  import { findLines, findMarks, findPassing } from ${JSON.stringify(new URL("./find.ts", import.meta.url).href)};
  Comlink.expose({ ready() {}, findLines, findMarks, findPassing }, nodeEndpoint(parentPort));
`;

const workers: Worker[] = [];
const spawn = (program = PROGRAM) => {
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`));
  workers.push(worker);
  const remote = Comlink.wrap<FinderApi>(nodeEndpoint(worker));
  const failed = new Promise((resolve) => worker.once("error", resolve));
  return { remote, failed, terminate: () => void worker.terminate() };
};
afterEach(() => Promise.all(workers.splice(0).map((worker) => worker.terminate())));

const regex = (text: string) => ({ text, regex: true, caseSensitive: true });

describe("Finder", () => {
  it("tells which texts have a hit, each by itself", async () => {
    const finder = new Finder(() => spawn());
    const texts = ["one", "", "two\nlines", "stone"];
    expect(await finder.lines(regex("one"), texts)).toEqual(Uint32Array.of(0, 3));
    expect(await finder.lines(regex("^$"), texts)).toEqual(Uint32Array.of(1));
    expect(await finder.lines(regex(String.raw`e\s*t`), texts)).toEqual(Uint32Array.of());
    expect(await finder.lines(regex(String.raw`o\s+l`), texts)).toEqual(Uint32Array.of(2));
  });

  it("tells where the hits are, and nothing of empty ones", async () => {
    const finder = new Finder(() => spawn());
    expect(await finder.marks(regex("a*"), ["aab", "b", "ba"])).toEqual([[[0, 2]], [], [[1, 2]]]);
  });

  it("gives up an expression that would take for ever, and goes on with what was asked for behind it", async () => {
    const finder = new Finder(() => spawn());
    const hostile = finder.lines(regex("(a+)+$"), [`${"a".repeat(60)}!`]);
    const next = finder.lines(regex("b"), ["a", "b"]);
    await expect(hostile).rejects.toBeInstanceOf(TooSlowError);
    expect(await next).toEqual(Uint32Array.of(1));
    expect(workers).toHaveLength(2);
  });

  it("rejects while its worker cannot be loaded, and works when it can", async () => {
    let program = "import 'none:such';";
    const finder = new Finder(() => spawn(program));
    finder.start();
    await expect(finder.lines(regex("a"), ["a"])).rejects.toThrow("could not be loaded");
    program = PROGRAM;
    expect(await finder.lines(regex("a"), ["a"])).toEqual(Uint32Array.of(0));
  });
});
