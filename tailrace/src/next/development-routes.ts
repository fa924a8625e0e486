import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { publicFiles, type Routes, type RoutesManifest, rulesOf } from "./routes.ts";

/** With these before them a page's or a handler's path is what its folders say: `next dev` compiles each when it is asked for. */
const APP_FOLDERS = ["app", "src/app"];
const PAGES_FOLDERS = ["pages", "src/pages"];
const PROXIES = ["proxy", "middleware"].flatMap((name) => [name, `src/${name}`]);
const EXTENSIONS = [".ts", ".js", ".tsx", ".jsx", ".mjs"];

/**
 * The routes of an app under `next dev`, whose folder of compiled files is `dist`: whatever has a file is Next's, which compiles it
 * when it is asked for, and anew when it has changed. Files are looked for at each request, so that one that comes or goes is noticed.
 * Throws an `Error` that says what is missing.
 */
export async function developmentRoutes(
  dist: string,
  manifest: RoutesManifest,
  prefixes: readonly string[],
): Promise<Routes> {
  const rules = rulesOf(manifest, prefixes);
  const project = projectOf(dist);
  const proxy = new ProxyMatchers(project, manifest.basePath);
  await proxy.read();
  return {
    hasRule: (at) =>
      rules.some((rule) => rule.test(at)) ||
      proxy.covers(at) ||
      publicFiles(project, manifest.basePath).has(at),
    at: (full) => (hasFile(project, full.slice(manifest.basePath.length)) ? { page: full } : undefined),
  };
}

/** The nearest folder above `dist` with a `next.config`. */
function projectOf(dist: string): string {
  for (let folder = path.dirname(dist); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (readdirSync(folder).some((file) => file.startsWith("next.config."))) return folder;
  }
  throw new Error(`no next.config above ${dist}`);
}

/** Whether a page or a handler has the path `at`. */
function hasFile(project: string, at: string): boolean {
  const segments = at.split("/").filter(Boolean);
  for (const folder of APP_FOLDERS) {
    for (const file of filesOf(path.join(/* turbopackIgnore: true */ project, folder))) {
      const match = /^(.*\/)?(?:route|page)\.\w+$/.exec(file);
      if (!match) continue;
      const own = (match[1] ?? "").split("/").filter((one) => one && !/^(?:\(.*\)|@.*)$/.test(one));
      if (matches(own, segments)) return true;
    }
  }
  return PAGES_FOLDERS.some((folder) =>
    filesOf(path.join(/* turbopackIgnore: true */ project, folder)).some((file) => {
      const own = file.replace(/\.\w+$/, "").split("/");
      if (own.at(-1) === "index") own.pop();
      return !own[0]?.startsWith("_") && matches(own, segments);
    }),
  );
}

const filesOf = (folder: string) =>
  existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }).map(slashed) : [];
const slashed = (file: string) => file.replaceAll("\\", "/");

/** Whether a path of these segments is one of a route of those: `[id]` is any one, `[...rest]` any from one on, `[[...rest]]` any. */
function matches([first, ...others]: string[], segments: string[]): boolean {
  if (first === undefined) return segments.length === 0;
  if (first.startsWith("[[...")) return true;
  if (first.startsWith("[...")) return segments.length > 0;
  if (segments.length === 0) return false;
  return (first.startsWith("[") || first === segments[0]) && matches(others, segments.slice(1));
}

/** A file's matchers, once they are known. */
interface Reading {
  file: string;
  changed: number;
  matchers?: RegExp[];
}

/** What the matchers of `proxy.ts` (`middleware.ts` before Next 16) cover, as it is now. */
class ProxyMatchers {
  readonly #project: string;
  readonly #basePath: string;
  #read: Reading | undefined;

  constructor(project: string, basePath: string) {
    this.#project = project;
    this.#basePath = basePath;
  }

  covers(at: string): boolean {
    void this.read();
    // As long as they are not known they cover everything.
    return this.#read !== undefined && (this.#read.matchers?.some((matcher) => matcher.test(at)) ?? true);
  }

  /** Reads them, if they are not those that were read last. */
  async read(): Promise<void> {
    const file = PROXIES.flatMap((name) => EXTENSIONS.map((extension) => name + extension))
      .map((name) => path.join(/* turbopackIgnore: true */ this.#project, name))
      .find((name) => existsSync(name));
    if (!file) return void (this.#read = undefined);
    const changed = statSync(file).mtimeMs;
    if (this.#read?.file === file && this.#read.changed === changed) return;
    const reading: Reading = { file, changed };
    this.#read = reading;
    reading.matchers = await this.#matchersIn(file);
  }

  /** By what Next itself reads them with; 15.5 and 16. Undefined where another Next has nothing of the kind. */
  async #matchersIn(file: string): Promise<RegExp[] | undefined> {
    interface StaticInfo {
      getPagesPageStaticInfo(options: object): Promise<{ middleware?: { matchers?: { regexp: string }[] } }>;
    }
    try {
      const require = createRequire(path.join(this.#project, "package.json"));
      const { getPagesPageStaticInfo } =
        require("next/dist/build/analysis/get-page-static-info") as StaticInfo;
      const page = `/${path.parse(file).name}`;
      const nextConfig = { basePath: this.#basePath };
      const { middleware } = await getPagesPageStaticInfo({
        pageFilePath: file,
        nextConfig,
        isDev: true,
        page,
      });
      return middleware?.matchers?.map(({ regexp }) => new RegExp(regexp)) ?? [/^/];
    } catch {
      return undefined;
    }
  }
}
