import { readFileSync } from "node:fs";
import path from "node:path";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { freePort } from "judge/testing/web-server";
import { parse } from "yaml";
import { type Container, runContainer, untilReady } from "../container.ts";
import { podman } from "../engine.ts";

const { services } = parse(readFileSync(path.join(import.meta.dirname, "../../compose.yaml"), "utf8")) as {
  services: { web: Service; backend: Service };
};

interface Service {
  build: { target: string };
  environment: Record<string, string>;
  ports?: string[];
  network_mode?: string;
  read_only: boolean;
  init?: boolean;
  cap_drop: string[];
  security_opt: string[];
  stop_grace_period?: string;
  restart: string;
}

/**
 * What compose would run a service with, in `web`'s network if it asks for that. By hand, because Debian's podman-compose (1.0.3)
 * knows no `network_mode: service:…`. A key that is not known here is an error.
 */
function flagsOf(service: Service, port: string, web?: Container): string[] {
  const { build, environment, ports = [], network_mode, read_only, init, ...rest } = service;
  const { cap_drop, security_opt, stop_grace_period, restart, ...unknown } = rest;
  expect(unknown).toEqual({});
  expect(network_mode).toBe(web && "service:web");
  return [
    ...ports.map((line) => `--publish=${line.replace(":3000:", `:${port}:`)}`),
    ...(web ? [`--network=container:${web.name}`] : []),
    ...(read_only ? ["--read-only", "--read-only-tmpfs=false"] : []),
    ...(init ? ["--init"] : []),
    ...cap_drop.map((name) => `--cap-drop=${name}`),
    ...security_opt.map((option) => `--security-opt=${option.replace(/:true$/, "")}`),
    ...(stop_grace_period ? [`--stop-timeout=${parseInt(stop_grace_period)}`] : []),
    `--restart=${restart}`,
  ];
}

describe.skipIf(inject("fault"))("compose.yaml's two services", () => {
  let web: Container;
  let backend: Container;
  let url: string;
  beforeAll(async () => {
    const port = String(await freePort());
    url = `http://127.0.0.1:${port}`;
    web = await runContainer("web", services.web.environment, flagsOf(services.web, port));
    const flags = flagsOf(services.backend, port, web);
    backend = await runContainer("backend", services.backend.environment, flags);
    await untilReady(
      url,
      async () => (await podman("logs", web.name)) + (await podman("logs", backend.name)),
    );
  });
  afterAll(() => web?.[Symbol.asyncDispose]()); // and what shares its network

  test("serve a page, an API call and a stream", async () => {
    const page = await (await fetch(url)).text();
    expect(page).toContain("Machine sampler");
    const stylesheet = /href="([^"]+\.css[^"]*)"/.exec(page)![1]!;
    expect((await fetch(new URL(stylesheet, url))).status).toBe(200);
    const list = (await (await fetch(`${url}/api/v1/workloads`)).json()) as { workloads: { id: string }[] };
    expect(list.workloads.map(({ id }) => id)).toContain("machine");

    const stream = await fetch(`${url}/api/v1/workloads/machine/logs`);
    expect(stream.headers.get("content-type")).toBe("text/event-stream");
    let text = "";
    for await (const part of stream.body!.pipeThrough(new TextDecoderStream())) {
      text += part;
      if (text.split("\ndata: ").length > 2) break;
    }
    expect(text).toMatch(/^:\n\n?id: /);
  });

  test("answer to the names that the port is published under, and to no other", async () => {
    const statusFor = async (host: string) => {
      const asked = request(url, { headers: { host } }).end();
      const [response] = (await once(asked, "response")) as [IncomingMessage];
      response.resume();
      return response.statusCode;
    };
    expect(await statusFor("localhost:3000")).toBe(200);
    expect(await statusFor("evil.example:3000")).toBe(421);
  });

  test("are ordinary users without capabilities, whose programs run all the same", async () => {
    for (const container of [web, backend]) {
      const status = await container.exec(
        "node",
        "-p",
        `require("node:fs").readFileSync("/proc/self/status", "utf8")`,
      );
      expect(status).toMatch(/^Uid:\s+1000\s/m);
      expect(status).toMatch(/^CapBnd:\s+0+$/m);
      expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
      expect(await container.inspect("{{.HostConfig.ReadonlyRootfs}}")).toBe("true");
    }
  });

  test("end when they are asked to, and are not killed", async () => {
    await podman("stop", backend.name, web.name);
    expect(await web.inspect("{{.State.ExitCode}} {{.Config.StopTimeout}}")).toBe("143 15");
    expect(await backend.inspect("{{.State.ExitCode}}")).not.toBe("137");
  });
});
