import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { startBackend, startEvents, type Backend } from "judge/testing/backend";
import { freePort } from "judge/testing/web-server";
import { imageOf } from "../build.ts";
import { type Container, runContainer, SEALED, untilReady } from "../container.ts";
import { podman } from "../engine.ts";

describe.skipIf(inject("fault"))("the console's image", () => {
  let backend: Backend;
  let web: Container;
  let url: string;
  beforeAll(async () => {
    backend = await startBackend();
    const PORT = String(await freePort());
    url = `http://127.0.0.1:${PORT}`;
    // On this machine's network, where the test's backend is.
    web = await runContainer("web", { BACKEND_URL: backend.url, PORT, HOSTNAME: "127.0.0.1" }, [
      ...SEALED,
      "--network=host",
    ]);
    await untilReady(url, () => podman("logs", web.name));
  });
  afterAll(async () => {
    await web?.[Symbol.asyncDispose]();
    await backend?.[Symbol.asyncDispose]();
  });

  test("adds little to its base, and nobody's .env", async () => {
    expect(inject("added")).toBeLessThan(32); // the README says 29
    const find = `const { globSync } = require("node:fs"); console.log(globSync("/app/**/.env*").length)`;
    expect(await web.exec("node", "-e", find)).toBe("0");
  });

  test("runs as the user of the base and of Kubernetes, without any capability, with nothing else in its environment", async () => {
    const status = await web.exec("node", "-p", `require("node:fs").readFileSync("/proc/1/status", "utf8")`);
    const field = (name: string) => new RegExp(`^${name}:\\s+(.*)`, "m").exec(status)![1];
    expect(field("Uid")).toBe("1000\t1000\t1000\t1000");
    expect(field("Gid")).toBe("1000\t1000\t1000\t1000");
    for (const set of ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"]) expect(field(set)).toMatch(/^0+$/);
    expect(field("NoNewPrivs")).toBe("1");
    const environ = await web.exec(
      "node",
      "-p",
      `require("node:fs").readFileSync("/proc/1/environ", "utf8")`,
    );
    const names = environ.split("\0").map((variable) => variable.split("=")[0]!);
    const ofTheEngine = ["HOME", "PATH", "TERM", "container"];
    expect(names.filter((name) => name.trim() && !ofTheEngine.includes(name)).sort()).toEqual([
      "BACKEND_URL",
      "HOSTNAME",
      "NEXT_TELEMETRY_DISABLED",
      "NODE_ENV",
      "PORT",
    ]);
  });

  test("can write nowhere in its file system, and needs to write nowhere", async () => {
    for (const place of [".", "/tmp", "/app/web/.next"]) {
      const write = `try { require("node:fs").writeFileSync("${place}/written", "") } catch (error) { console.log(error.code) }`;
      expect(await web.exec("node", "-e", write), place).toBe("EROFS");
    }
    expect((await fetch(url)).status).toBe(200);
    expect(await podman("logs", web.name)).not.toContain("EROFS");
  });

  test("has a health check that succeeds, and fails where nobody listens", async () => {
    await podman("healthcheck", "run", web.name);
    expect(await web.inspect("{{.State.Health.Status}}")).toBe("healthy");
    const [command, ...check] = JSON.parse(
      await web.inspect("{{json .Config.Healthcheck.Test}}"),
    ) as string[];
    expect(command).toBe("CMD");
    await web.exec(...check);
    await expect(podman("exec", "--env=PORT=1", web.name, ...check)).rejects.toThrow("Connection refused");
  });

  // Last: it ends the server.
  test("passes a stream event by event, and on SIGTERM ends it and itself, unasked a second time", async () => {
    const opened = Promise.withResolvers<(data: string) => void>();
    backend.handle((_request, response) => {
      startEvents(response);
      opened.resolve((data) => void response.write(data));
    });
    const response = await fetch(`${url}/api/v1/workloads/42/logs`, {
      headers: { "accept-encoding": "gzip" },
    });
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    const until = async (part: string) => {
      while (!text.includes(part)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`It has ended before ${part}`);
        text += value;
      }
    };
    const write = await opened.promise;
    for (let id = 1; id <= 3; id++) {
      write(`id: ${id}\ndata: line ${id}\n\n`);
      await until(`data: line ${id}\n\n`);
    }
    const stopped = podman("stop", "--time=15", web.name); // as compose.yaml has it
    while (!(await reader.read()).done);
    await stopped;
    expect(await web.inspect("{{.State.ExitCode}}")).toBe("143"); // 137 where it had to be killed
  });
});

test.skipIf(inject("fault"))("the image without a BACKEND_URL says so, and ends", async () => {
  const run = podman("run", "--rm", "--pull=never", imageOf("web"));
  await expect(run).rejects.toThrow("BACKEND_URL");
});
