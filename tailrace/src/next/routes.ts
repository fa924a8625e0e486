import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { AnyParams, Declaration } from "../hop.ts";
import { declarationOf } from "./declaration.ts";
import { isUnder } from "../rules/request-target.ts";
import { matchersIn } from "./proxy-matcher.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** A page or a handler of the app. */
export interface Route {
  /** Its path, with its parameters' names. */
  page: string;
  /** Where it leads to, by method; undefined if it is none of the hop's, or the app has written some of it itself. */
  declarations?: ReadonlyMap<string, Declaration>;
  /** Throws a `URIError` for a path that is no UTF-8. */
  params?(): AnyParams;
}

/** What an app says of its paths, as far as it concerns the front door. Paths are without a query, with the app's `basePath`. */
export interface Routes {
  /** Whether a redirect, a header rule, a rewrite, `proxy.ts` or a file of `public/` has something to say of `path`. */
  hasRule(path: string): boolean;
  /** What the app has at `path`. */
  at(path: string): Route | undefined;
}

interface Rule {
  source: string;
  regex: string;
}

/** Next's own lists, as `next build` (and, in part, `next dev`) writes them; 15.5 and 16. */
export interface RoutesManifest {
  basePath: string;
  i18n?: unknown;
  redirects: Rule[];
  headers: Rule[];
  rewrites: { beforeFiles: Rule[]; afterFiles: Rule[]; fallback: Rule[] };
  /** Not under `next dev`. */
  dynamicRoutes?: { page: string; namedRegex: string; routeKeys: Record<string, string> }[];
}

/** Next's list of what an app's configuration says of its paths, in the folder `dist` of its compiled files. */
export function readManifest(dist: string): RoutesManifest {
  return JSON.parse(readFileSync(path.join(dist, "routes-manifest.json"), "utf8")) as RoutesManifest;
}

/**
 * Reads what `next build` has written to the folder `dist` of routes under `prefixes`. Throws an `Error` that says what is
 * missing, or what is there for which the hop cannot answer before Next.
 */
export async function builtRoutes(
  dist: string,
  manifest: RoutesManifest,
  prefixes: readonly string[],
): Promise<Routes> {
  const read = <Json>(file: string) => JSON.parse(readFileSync(path.join(dist, file), "utf8")) as Json;
  const optional = <Json>(file: string, otherwise: Json) =>
    existsSync(path.join(dist, file)) ? read<Json>(file) : otherwise;

  const { config } = read<{ config: { distDir: string } }>("required-server-files.json");
  const project = path.resolve(dist, path.relative(config.distDir, "."));
  const rules = [
    ...rulesOf(manifest, prefixes),
    ...matchersIn(path.join(dist, "server")).map(({ regexp }) => new RegExp(regexp)),
  ];
  const files = publicFiles(project, manifest.basePath);

  const pages = optional<Record<string, string>>("server/pages-manifest.json", {});
  const handlers = read<Record<string, string>>("server/app-paths-manifest.json");
  const paths = read<Record<string, string>>("app-path-routes-manifest.json");
  const underPrefix = (page: string) => prefixes.some((prefix) => isUnder(manifest.basePath + page, prefix));
  const require = createRequire(path.join(dist, "server/index.js"));
  const declarations = new Map<string, ReadonlyMap<string, Declaration> | undefined>();
  for (const page in pages) declarations.set(page, undefined);
  for (const key in handlers) {
    const page = paths[key]!;
    const isHandler = key.endsWith("/route") && underPrefix(page);
    declarations.set(page, isHandler ? await declared(require(`./${handlers[key]!}`)) : undefined);
  }
  const dynamic = manifest.dynamicRoutes!.map(({ page, namedRegex, routeKeys }) => ({
    page,
    regex: new RegExp(namedRegex),
    keys: Object.entries(routeKeys).map(([group, key]) => ({ group, name: key.replace(/^nxt[PI]/, "") })),
  }));

  return {
    hasRule: (at) => rules.some((rule) => rule.test(at)) || files.has(at),
    at(full) {
      const at = full.slice(manifest.basePath.length);
      const page = at.length > 1 && at.endsWith("/") ? at.slice(0, -1) : at;
      if (declarations.has(page) && !page.includes("[")) {
        return { page, declarations: declarations.get(page) };
      }
      for (const { page, regex, keys } of dynamic) {
        const groups = regex.exec(at)?.groups;
        if (!groups) continue;
        const params = () => {
          const values: AnyParams = {};
          for (const { group, name } of keys) values[name] = param(page, name, groups[group]);
          return values;
        };
        return { page, declarations: declarations.get(page), params };
      }
    },
  };
}

/** The value of a parameter as Next hands it out: decoded, and of a rest (`[...name]`) one by one. */
function param(page: string, name: string, raw: string | undefined): string | string[] | undefined {
  if (raw === undefined) return undefined;
  return page.includes(`[...${name}]`) ? raw.split("/").map(decodeURIComponent) : decodeURIComponent(raw);
}

/** What an app's configuration says of paths, up to the fallback that leads to the hop. */
export function rulesOf(
  { redirects, headers, rewrites, i18n }: RoutesManifest,
  prefixes: readonly string[],
): RegExp[] {
  if (i18n) throw new Error("the app has `i18n`, with which paths have languages in front");
  const fallback: Rule[] = [];
  for (const prefix of prefixes) {
    const own = rewrites.fallback.findIndex(({ source }) => source === `${prefix}/:path*`);
    if (own < 0) throw new Error(`no fallback rewrite leads from ${prefix} to the hop; see withTailrace`);
    fallback.push(...rewrites.fallback.slice(0, own));
  }
  const others = fallback.filter(({ source }) => !prefixes.some((prefix) => source === `${prefix}/:path*`));
  const rules = [...redirects, ...headers, ...rewrites.beforeFiles, ...rewrites.afterFiles, ...others];
  return rules.map(({ regex }) => new RegExp(regex, "i")); // as Next does, unless told otherwise
}

/** Paths of the files in `public/`. */
export function publicFiles(project: string, basePath: string): Set<string> {
  const cwd = path.join(/* turbopackIgnore: true */ project, "public");
  const files = existsSync(cwd) ? readdirSync(cwd, { recursive: true, encoding: "utf8" }) : [];
  return new Set(files.map((file) => `${basePath}/${file.replaceAll("\\", "/")}`));
}

/** Where the compiled handlers of a `route.ts` lead to; undefined if one of them is the app's own. */
async function declared(loaded: unknown): Promise<ReadonlyMap<string, Declaration> | undefined> {
  interface RouteModule {
    userland: Record<string, unknown>;
    ensureUserland?(): Promise<void>;
  }
  // 15.5's is a promise of it where something in it is loaded so.
  const { routeModule } = (await loaded) as { routeModule?: RouteModule };
  if (!routeModule) return undefined; // for the edge runtime
  await routeModule.ensureUserland?.();
  const declarations = new Map<string, Declaration>();
  for (const method of METHODS) {
    const handler = routeModule.userland[method];
    if (!handler) continue;
    const declaration = declarationOf(handler);
    if (!declaration) return undefined;
    declarations.set(method, declaration);
  }
  return declarations;
}
