import path from "node:path";
import { withTailrace } from "tailrace/next";

// With the `fallback` rewrite from what has no route under /api to the app's own /backend/…, which knows the address at run time.
export default withTailrace({
  output: "standalone",
  // Without the tests, whose packages are not there when only what runs is installed.
  typescript: { tsconfigPath: "tsconfig.build.json" },
  // Next looks at the name of a class in it to see that nobody traces: minified, each request would make spans for nobody
  // (a tenth of an API answer's CPU).
  serverExternalPackages: ["@opentelemetry/api"],
  // The workspace root, so that the server is at .next/standalone/web/server.js wherever the checkout lies.
  outputFileTracingRoot: path.join(import.meta.dirname, ".."),
  poweredByHeader: false,
  // No page has an image that Next should resize; pnpm-workspace.yaml leaves out the library for it.
  images: { unoptimized: true },
  // `next dev` must not write files into the checkout.
  agentRules: false,
});
