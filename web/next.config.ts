import path from "node:path";
import type { NextConfig } from "next";

export default {
  output: "standalone",
  // Next looks at the name of a class in it to see that nobody traces: minified, each request would make spans for nobody
  // (a tenth of an API answer's CPU).
  serverExternalPackages: ["@opentelemetry/api"],
  // The workspace root, so that the server is at .next/standalone/web/server.js wherever the checkout lies.
  outputFileTracingRoot: path.join(import.meta.dirname, ".."),
  // `/api/x/` reaches the backend as it was sent instead of a 308 to `/api/x`.
  skipTrailingSlashRedirect: true,
  poweredByHeader: false,
  // No page has an image that Next should resize; pnpm-workspace.yaml leaves out the library for it.
  images: { unoptimized: true },
  // `next dev` must not write files into the checkout.
  agentRules: false,
  // A destination inside the app: one that names the backend would be frozen into the build.
  rewrites: async () => ({
    fallback: [{ source: "/api/:path*", destination: "/backend/:path*" }],
  }),
} satisfies NextConfig;
