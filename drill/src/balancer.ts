import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startChild, versionOf } from "judge/systems/child";
import { freePort } from "judge/testing/web-server";

// What the drill adds to the configurations in deploy/: who has answered, and since which reload.
export const REPLICA_HEADER = "x-drill-replica";
export const GENERATION_HEADER = "x-drill-generation";

/** A load balancer, set up with the example in deploy/proxy. */
export interface Balancer {
  title: string;
  /** Undefined if it is not installed. */
  version: string | undefined;
  /** Whether it ends an answer properly whose replica has broken off. */
  hidesBreaks: boolean;
  /** Starts it before the replicas at `ports`. */
  start(ports: number[]): Promise<RunningBalancer>;
}

export interface RunningBalancer extends AsyncDisposable {
  url: string;
  pid: number;
  /** Has it load a configuration that is new in its generation only. */
  reload(generation: number): Promise<void>;
}

const nginx: Balancer = {
  title: "nginx",
  hidesBreaks: false,
  version: versionOf("nginx", ["-v"], /nginx\/([\d.]+)/),
  async start(ports) {
    const listen = await freePort();
    const folder = temporaryFolder();
    const configure = (generation: number) => {
      const site = edit("replicas.nginx.conf", [
        ["listen 80;", `listen 127.0.0.1:${listen};`],
        ...ports.map((port, i) => [`server web-${i + 1}:3000`, `server 127.0.0.1:${port}`] as const),
        [
          "location / {",
          `location / {
            add_header ${REPLICA_HEADER} $upstream_addr always;
            add_header ${GENERATION_HEADER} ${generation} always;`,
        ],
      ]);
      const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
      writeFileSync(
        path.join(folder, "nginx.conf"),
        `daemon off; pid nginx.pid; error_log stderr;
        events { worker_connections 8192; }
        http {
          access_log off;
          ${temporary.map((name) => `${name}_temp_path ${name};`).join(" ")}
          ${site}
        }`,
      );
    };
    configure(0);
    const child = await startChild({
      command: "nginx",
      args: ["-p", folder, "-c", "nginx.conf", "-e", "stderr"],
      port: listen,
      fastSignal: "SIGTERM", // https://nginx.org/en/docs/control.html
    });
    return {
      url: child.url,
      pid: child.process.pid!,
      async reload(generation) {
        configure(generation);
        child.process.kill("SIGHUP");
      },
      async [Symbol.asyncDispose]() {
        await child[Symbol.asyncDispose]();
        rmSync(folder, { recursive: true });
      },
    };
  },
};

const caddy: Balancer = {
  title: "Caddy",
  hidesBreaks: true, // 2.6.2: "aborting with incomplete response" (reverseproxy.go), and a last chunk after it
  version: versionOf("caddy", ["version"], /v?(\d+\.\d+\.\d+)/),
  async start(ports) {
    const listen = await freePort();
    const folder = temporaryFolder();
    const file = path.join(folder, "Caddyfile");
    const configure = (generation: number) => {
      const site = edit("replicas.Caddyfile", [
        ["logs.example.com {", `http://127.0.0.1:${listen} {`],
        ...ports.map((port, i) => [`web-${i + 1}:3000`, `127.0.0.1:${port}`] as const),
        [
          "lb_policy ",
          `header_down ${REPLICA_HEADER} {http.reverse_proxy.upstream.hostport}
          header_down ${GENERATION_HEADER} ${generation}
          lb_policy `,
        ],
      ]);
      writeFileSync(
        file,
        `{
          admin unix/${folder}/admin.sock
        }
        ${site}`,
      );
    };
    configure(0);
    const env = { HOME: folder }; // where it keeps what it has loaded
    const child = await startChild({
      command: "caddy",
      args: ["run", "--config", file, "--adapter", "caddyfile"],
      env,
      port: listen,
    });
    return {
      url: child.url,
      pid: child.process.pid!,
      async reload(generation) {
        configure(generation);
        await promisify(execFile)("caddy", ["reload", "--config", file, "--adapter", "caddyfile"], {
          env: { PATH: process.env.PATH, ...env },
        });
      },
      async [Symbol.asyncDispose]() {
        await child[Symbol.asyncDispose]();
        rmSync(folder, { recursive: true });
      },
    };
  },
};

export const BALANCERS = [nginx, caddy];

/** A file of deploy/proxy with the drill's own in place of what is the deployer's there. */
function edit(name: string, replacements: (readonly [theirs: string, ours: string])[]): string {
  let text = readFileSync(path.join(import.meta.dirname, "../../deploy/proxy", name), "utf8");
  for (const [theirs, ours] of replacements) {
    if (!text.includes(theirs)) throw new Error(`${name} has no "${theirs}".`);
    text = text.replace(theirs, ours);
  }
  return text;
}

function temporaryFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "tailrace-drill-"));
}
