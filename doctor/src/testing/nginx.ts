import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startChild, versionOf } from "judge/systems/child";
import { freePort } from "judge/testing/web-server";

/** Undefined if it is not installed. */
export const nginxVersion = versionOf("nginx", ["-v"], /nginx\/([\d.]+)/);
if (!nginxVersion) console.log("nginx is not installed: the tests of a console behind it are skipped.");

/** A real nginx in front of `upstream`, with `directives` in its only location. */
export async function startNginx(upstream: string, directives: string) {
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), "doctor-nginx-"));
  writeFileSync(
    path.join(folder, "nginx.conf"),
    `
daemon off;
pid nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path client_body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass ${upstream};
      ${directives}
    }
  }
}`,
  );
  const child = await startChild({
    command: "nginx",
    args: ["-p", folder, "-c", "nginx.conf", "-e", "stderr"],
    port,
    fastSignal: "SIGTERM",
  });
  return {
    url: child.url,
    async [Symbol.asyncDispose]() {
      await child[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}
