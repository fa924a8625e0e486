import type { NextConfig } from "next";

type Rewrites = Awaited<ReturnType<NonNullable<NextConfig["rewrites"]>>>;
type Rewrite = Extract<Rewrites, unknown[]>[number];
type ConfigFunction = (
  phase: string,
  context: { defaultConfig: NextConfig },
) => NextConfig | Promise<NextConfig>;

export interface TailraceConfig {
  /** The path under which browsers reach the backend, without the app's `basePath`; `/api` if left out. */
  prefix?: string;
  /** The path of the internal catch-all, `app/backend/[[...path]]/route.ts` for `/backend`, which is the one if left out. */
  internal?: string;
}

/**
 * An app's `next.config.ts` with what the hop needs: a `fallback` rewrite that leads from what has no route under `prefix` to the
 * internal catch-all. A destination inside the app, because one that names the backend would be frozen into the build. The
 * app's own rewrites stay; those of its fallback that are for paths under `prefix` come first.
 *
 * Sets `skipTrailingSlashRedirect`, so that `/api/x/` reaches the backend as it was sent, unless the app has set it.
 *
 * @example export default withTailrace({ output: "standalone" });
 */
export function withTailrace(config: NextConfig, options?: TailraceConfig): NextConfig;
export function withTailrace(config: ConfigFunction, options?: TailraceConfig): ConfigFunction;
export function withTailrace(config: NextConfig | ConfigFunction, options: TailraceConfig = {}) {
  if (typeof config === "function") {
    const wrapped: ConfigFunction = async (...args) => composed(await config(...args), options);
    return wrapped;
  }
  return composed(config, options);
}

function composed(
  config: NextConfig,
  { prefix = "/api", internal = "/backend" }: TailraceConfig,
): NextConfig {
  const own: Rewrite = { source: `${prefix}/:path*`, destination: `${internal}/:path*` };
  return {
    skipTrailingSlashRedirect: true,
    ...config,
    async rewrites() {
      const apps = (await config.rewrites?.()) ?? {};
      // What an array has is `afterFiles` where there is a fallback beside it (Next's documentation of `rewrites`).
      const phases = Array.isArray(apps) ? { afterFiles: apps } : apps;
      const underPrefix = ({ source }: Rewrite) => source === prefix || source.startsWith(`${prefix}/`);
      const fallback = phases.fallback ?? [];
      return {
        ...phases,
        fallback: [
          ...fallback.filter(underPrefix),
          own,
          ...fallback.filter((rewrite) => !underPrefix(rewrite)),
        ],
      };
    },
  };
}
