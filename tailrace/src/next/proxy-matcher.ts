import path from "node:path";

/** A matcher of an app's `proxy.ts`, as a build of Next writes it down. */
interface Matcher {
  regexp: string;
  /** As the app has it, without its `basePath`. */
  originalSource: string;
}

/** What a matcher that covers all of a prefix cannot miss: the prefix, a path under it, and a deeper one. */
const UNDER = ["", "/x", "/x/y"];

// Nothing here is for a bundler to see: Turbopack would trace the whole project for a file that is named when the process runs.
const { readFileSync } = process.getBuiltinModule("node:fs");
const { createRequire } = process.getBuiltinModule("node:module");

/**
 * Says so by `warn` if the app's `proxy.ts` is run for requests under `prefix`: Next reads their bodies into memory first, and
 * cuts them at 10 MB (16, `proxyClientMaxBodySize`; 15.5). To be called while `instrumentation.ts` is run.
 */
export function warnOfProxy(prefix: string, warn: (sentence: string) => void): void {
  const folder = serverFolder();
  const source = folder && matcherOver(prefix, folder);
  if (!source) return;
  warn(
    `tailrace: the matcher ${JSON.stringify(source)} of proxy.ts (middleware.ts) covers ${prefix}, where Next then cuts uploads at ` +
      "10 MB and makes every request dearer; leave that path out of the matcher.",
  );
}

/** Where this process has its `instrumentation.js` from: `.next/server`, whatever the app's `distDir` is. */
export function serverFolder(): string | undefined {
  const loaded = Object.keys(createRequire(process.execPath).cache);
  const instrumentation = loaded.find((file) => file.endsWith(path.join("/server", "instrumentation.js")));
  return instrumentation && path.dirname(instrumentation);
}

/**
 * The first matcher in the build's `server` folder that covers `prefix`, or some path under it; undefined if none does. One that asks
 * for headers or cookies besides (`has`, `missing`) covers what its path covers.
 */
export function matcherOver(prefix: string, folder: string): string | undefined {
  // A basePath stands before what a matcher's source says, and the prefix begins with it.
  const bases = [...prefix.matchAll(/\//g)].map(({ index }) => prefix.slice(0, index));
  return matchersIn(folder).find(({ regexp, originalSource }) =>
    [
      ...UNDER.map((rest) => prefix + rest),
      // The source of one that covers a part matches itself, unless a parameter has a pattern: its name is a segment, too.
      ...bases.map((base) => base + originalSource).filter((source) => source.startsWith(`${prefix}/`)),
    ].some((sample) => new RegExp(regexp).test(sample)),
  )?.originalSource;
}

/** As Next 15.5 and 16 read them (filesystem.js): those for the edge runtime are in one file, those for Node in another. */
export function matchersIn(folder: string): Matcher[] {
  const edge = readManifest(folder, "middleware-manifest.json")?.middleware?.["/"];
  const proxy = edge ?? readManifest(folder, "functions-config-manifest.json")?.functions?.["/_middleware"];
  return proxy ? (proxy.matchers ?? [{ regexp: "", originalSource: "/:path*" }]) : [];
}

interface Manifest {
  middleware?: Record<string, { matchers?: Matcher[] }>;
  functions?: Record<string, { matchers?: Matcher[] }>;
}

/** Undefined if there is no such file, as in development, or one of another shape. */
function readManifest(folder: string, name: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(path.join(folder, name), "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}
