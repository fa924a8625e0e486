import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { freePort } from "judge/testing/web-server";
import { stringify } from "yaml";
import { hasKubectl, render } from "../../kubernetes/render.ts";
import { imageOf } from "../build.ts";
import { podman } from "../engine.ts";

// The embedded backend answers to names of this machine alone, and a pod's backend has a name of the cluster.
const BACKEND = `require("node:http").createServer((request, response) => {
  const streams = request.url.endsWith("/logs");
  response.setHeader("content-type", streams ? "text/event-stream" : "application/json");
  if (streams) response.write("id: 1\\ndata: {}\\n\\n");
  else response.end('{"workloads":[]}');
}).listen(process.env.PORT)`;

// Podman plays Deployments alone, each as one pod; what it leaves out of them (preStop, start-up and readiness probes) and the other
// kinds are tested as files, in kubernetes.test.ts.
describe.skipIf(inject("fault") || !hasKubectl).for(["dev", "staging", "prod"])(
  "what kubectl renders of %s, played by Podman",
  (environment) => {
    const folder = mkdtempSync(path.join(tmpdir(), "tailrace-pods-"));
    const file = path.join(folder, "manifest.yaml");
    let spec: any;
    let port: number;
    let pod: string;
    let host: string;
    beforeAll(async () => {
      const manifests = render(path.join(import.meta.dirname, "../../kubernetes/overlays", environment));
      const deployment = manifests.find(({ kind }) => kind === "Deployment") as any;
      spec = deployment.spec.template.spec;
      const [container] = spec.containers;
      const variable = (name: string) =>
        container.env.find((entry: any) => entry.name === name).value as string;
      host = variable("ALLOWED_HOSTS");
      const backend = new URL(variable("BACKEND_URL"));

      // What a cluster has and one machine has not: a registry, a name service, and ports that are nobody else's.
      await podman("tag", imageOf("web"), container.image as string);
      spec.hostAliases = [{ ip: "127.0.0.1", hostnames: [backend.hostname] }];
      port = await freePort();
      for (const entry of container.ports) {
        entry.hostIP = "127.0.0.1";
        entry.hostPort = entry.name === "http" ? port : await freePort();
      }
      deployment.metadata.name = `tailrace-${path.basename(folder).toLowerCase()}`;
      pod = `${deployment.metadata.name}-pod-0`;
      writeFileSync(file, stringify(deployment));
      await podman("kube", "play", file);
      const command = [imageOf("backend"), "node", "-e", BACKEND];
      await podman("run", "--detach", "--pod", pod, `--env=PORT=${backend.port}`, ...command);
      for (let tries = 0; (await ask("/readyz")).status !== 200; tries++) {
        if (tries === 100) throw new Error(await podman("logs", `${pod}-web`));
        await sleep(200);
      }
    });
    afterAll(async () => {
      await podman("pod", "rm", "--force", "--time=0", pod);
      await podman("untag", imageOf("web"), spec.containers[0].image);
      rmSync(folder, { recursive: true });
    });

    const ask = async (path: string, name = `127.0.0.1:${port}`) => {
      const asked = request({ host: "127.0.0.1", port, path, headers: { host: name } }).end();
      const answer = await Promise.race([
        once(asked, "response") as Promise<[IncomingMessage]>,
        once(asked, "error").then(() => undefined), // it does not listen yet
      ]).catch(() => undefined);
      return { status: answer?.[0].statusCode, body: answer ? await text(answer[0]) : "" };
    };

    test("is ready by the backend that it names, and answers the probes under the pod's address", async () => {
      const [{ readinessProbe, livenessProbe, startupProbe }] = spec.containers;
      for (const { httpGet } of [readinessProbe, livenessProbe, startupProbe])
        expect((await ask(httpGet.path)).status).toBe(200);
      expect((await ask("/readyz")).body).toContain('"ready":true');
    });

    test("serves its own host, and no other", async () => {
      expect((await ask("/", host)).status).toBe(200);
      expect((await ask("/api/v1/workloads", host)).body).toBe('{"workloads":[]}');
      expect((await ask("/", "tailrace.elsewhere.example.com")).status).toBe(421);
    });

    test("passes a stream of the backend that it names", async () => {
      const asked = request({
        host: "127.0.0.1",
        port,
        path: "/api/v1/workloads/42/logs",
        headers: { host },
      }).end();
      const [answer] = (await once(asked, "response")) as [IncomingMessage];
      let text = "";
      for await (const part of answer) if ((text += part).includes("data: {}\n\n")) break;
      expect(text).toContain("id: 1\ndata: {}\n\n");
    });

    test("runs as its manifest says: an ordinary user, read-only, without capabilities, with so much memory", async () => {
      const inspect = (template: string) => podman("inspect", "--format", template, `${pod}-web`);
      expect(await inspect("{{.Config.User}} {{.HostConfig.ReadonlyRootfs}} {{.EffectiveCaps}}")).toBe(
        "1000:1000 true []",
      );
      expect(Number(await inspect("{{.HostConfig.Memory}}"))).toBe(2 ** 30); // 1Gi
      await podman("stop", `${pod}-web`);
      expect(await inspect("{{.State.ExitCode}}")).toBe("143");
    });
  },
);
