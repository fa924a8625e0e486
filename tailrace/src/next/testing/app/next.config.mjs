// An app that has something of everything that Next can have to say of a path under /api.
import { withTailrace } from "tailrace/next";

const basePath = process.env.BASE_PATH ?? "";

const config = withTailrace({
  distDir: process.env.DIST_DIR,
  basePath,
  i18n: process.env.LOCALES ? { locales: process.env.LOCALES.split(","), defaultLocale: "en" } : undefined,
  redirects: async () => [{ source: "/api/old/:rest*", destination: "/api/new/:rest*", permanent: false }],
  headers: async () => [{ source: "/api/with-header", headers: [{ key: "x-from-config", value: "yes" }] }],
  rewrites: async () => ({
    beforeFiles: [{ source: "/api/before", destination: "/api/own" }],
    afterFiles: [{ source: "/api/after", destination: "/api/own" }],
    fallback: [{ source: "/api/fallback/:rest*", destination: "/api/own" }],
  }),
});

export default withTailrace(config, { prefix: "/second", internal: "/inner" });
