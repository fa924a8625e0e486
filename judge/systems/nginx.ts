import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../testing/web-server.ts";
import { startChild, versionOf } from "./child.ts";
import { address, type Options, settings, type System } from "./system.ts";

export const nginx: System = {
  title: "nginx",
  about:
    "`proxy_pass` with a base path; streams with `proxy_buffering off` and a read timeout of a day, in a location of their own; asked to end with SIGQUIT",
  version: () => versionOf("nginx", ["-v"], /nginx\/([\d.]+)/),
  async start(options) {
    const port = await freePort();
    const folder = mkdtempSync(path.join(tmpdir(), "conformance-nginx-"));
    writeFileSync(path.join(folder, "nginx.conf"), configuration(options, port));
    return startChild({
      command: "nginx",
      args: ["-p", folder, "-c", "nginx.conf", "-e", "stderr"],
      port,
      gracefulSignal: "SIGQUIT", // https://nginx.org/en/docs/control.html
      fastSignal: "SIGTERM",
    });
  },
};

/**
 * From https://nginx.org/en/docs/http/ngx_http_proxy_module.html and websocket.html. A stream has a location of its own:
 * nginx has one limit for the time to the headers and for silence after them, so that of streams has to be long.
 */
function configuration({ backendUrl, env }: Options, port: number): string {
  const { host, base } = address(backendUrl);
  const { connectTimeoutMs, headersTimeoutMs, graceMs, trustForwarded } = settings(env);
  const forwarded = `
    proxy_set_header Forwarded "";
    proxy_set_header X-Real-IP $remote_addr;
    proxy_set_header X-Forwarded-For $remote_addr;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header X-Forwarded-Host $http_host;`;
  return `
daemon off;
pid nginx.pid;
error_log stderr;
worker_rlimit_nofile 32768;
worker_shutdown_timeout ${Math.round(graceMs)}ms;
events { worker_connections 16384; }
http {
  access_log off;
  client_body_temp_path client_body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  map $http_upgrade $connection_upgrade {
    default upgrade;
    "" "";
  }
  upstream backend {
    server ${host};
    keepalive 32;
  }
  server {
    listen 127.0.0.1:${port};
    client_max_body_size 0;
    proxy_http_version 1.1;
    proxy_request_buffering off;
    proxy_connect_timeout ${connectTimeoutMs}ms;
    proxy_set_header Host ${host};
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $connection_upgrade;${trustForwarded ? "" : forwarded}

    location /api/ {
      proxy_pass http://backend${base}/;
      proxy_redirect http://${host}${base}/ /api/;
      proxy_read_timeout ${headersTimeoutMs}ms;
    }
    location ~ ^/api/v1/(workloads/[^/]+/logs|events)$ {
      rewrite ^/api(/.*)$ ${base}$1 break;
      proxy_pass http://${host};
      proxy_buffering off;
      proxy_read_timeout 24h;
    }
  }
}
`;
}
