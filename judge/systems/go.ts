import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../testing/web-server.ts";
import { startChild, versionOf } from "./child.ts";
import { settings, type System } from "./system.ts";

const binary = () => path.join(tmpdir(), "conformance-go", "reverse-proxy");

export const goReverseProxy: System = {
  title: "Go",
  about:
    "`httputil.ReverseProxy` with `FlushInterval: -1` behind `http.StripPrefix`, and `http.Server.Shutdown` on a signal",
  version: () => versionOf("go", ["version"], /go(\d+\.\d+(?:\.\d+)?)/),
  build() {
    mkdirSync(path.dirname(binary()), { recursive: true });
    execFileSync("go", ["build", "-o", binary(), "."], {
      cwd: path.join(import.meta.dirname, "go"),
      stdio: ["ignore", "ignore", "inherit"],
    });
  },
  async start({ backendUrl, env }) {
    const port = await freePort();
    const { connectTimeoutMs, headersTimeoutMs, graceMs, trustForwarded } = settings(env);
    return startChild({
      command: binary(),
      args: [],
      env: {
        PORT: String(port),
        BACKEND_URL: backendUrl,
        CONNECT_TIMEOUT_MS: String(connectTimeoutMs),
        HEADERS_TIMEOUT_MS: String(headersTimeoutMs),
        GRACE_MS: String(Math.round(graceMs)),
        TRUST_FORWARDED: String(trustForwarded),
      },
      port,
    });
  },
};
