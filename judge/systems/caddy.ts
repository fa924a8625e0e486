import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../testing/web-server.ts";
import { startChild, versionOf } from "./child.ts";
import { address, type Options, settings, type System } from "./system.ts";

export const caddy: System = {
  title: "Caddy",
  about:
    "`handle_path` and `reverse_proxy`, which flushes event streams without being told; with a grace period",
  version: () => versionOf("caddy", ["version"], /v?(\d+\.\d+\.\d+)/),
  async start(options) {
    const port = await freePort();
    const folder = mkdtempSync(path.join(tmpdir(), "conformance-caddy-"));
    const file = path.join(folder, "Caddyfile");
    writeFileSync(file, configuration(options, port));
    return startChild({
      command: "caddy",
      args: ["run", "--config", file, "--adapter", "caddyfile"],
      env: { HOME: folder },
      port,
    });
  },
};

/** From https://caddyserver.com/docs/caddyfile/directives/reverse_proxy: an event stream is flushed without being told. */
function configuration({ backendUrl, env }: Options, port: number): string {
  const { host, base } = address(backendUrl);
  const { connectTimeoutMs, headersTimeoutMs, graceMs, trustForwarded } = settings(env);
  return `
{
  admin off
  auto_https off
  grace_period ${Math.round(graceMs)}ms
}
http://:${port} {
  bind 127.0.0.1
  handle_path /api/* {
    rewrite * ${base}{uri}
    reverse_proxy ${host} {
      header_up Host {upstream_hostport}
      ${trustForwarded ? "trusted_proxies private_ranges" : "header_up -Forwarded\n      header_up -X-Real-IP"}
      transport http {
        dial_timeout ${connectTimeoutMs}ms
        response_header_timeout ${headersTimeoutMs}ms
      }
    }
  }
}
`;
}
