import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";
import { freePort } from "../testing/web-server.ts";
import { startChild } from "./child.ts";
import { settings, type System } from "./system.ts";

const require = createRequire(import.meta.url);

export const httpProxyMiddleware: System = {
  title: "HPM",
  about:
    "http-proxy-middleware in Express, as its README has it; streams without `proxyTimeout`, which counts silence",
  version() {
    // The package does not export its package.json.
    const file = path.join(path.dirname(require.resolve("http-proxy-middleware")), "../package.json");
    return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
  },
  async start({ backendUrl, env }) {
    const port = await freePort();
    return startChild({
      command: process.execPath,
      args: [path.join(import.meta.dirname, "http-proxy-middleware/server.mjs")],
      env: {
        PORT: String(port),
        BACKEND_URL: backendUrl,
        HEADERS_TIMEOUT_MS: String(settings(env).headersTimeoutMs),
      },
      port,
    });
  },
};
