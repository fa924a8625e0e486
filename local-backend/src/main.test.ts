import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { stillAlive } from "./testing/alive.ts";
import { backendWith, workloadsFile } from "./testing/backend.ts";
import { openEvents } from "./testing/event-reader.ts";
import { json } from "./testing/http.ts";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));

function main(env: Record<string, string>): ChildProcessByStdio<null, Readable, Readable> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function failure(env: Record<string, string>): Promise<{ code: number; message: string }> {
  const child = main(env);
  const [message, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  return { code, message };
}

async function urlOf(child: ReturnType<typeof main>): Promise<string> {
  const [line] = await once(child.stdout, "data");
  return /http:\/\/127\.0\.0\.1:\d+/.exec(String(line))![0];
}

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s ends the workloads and exits with 0",
  async (signal) => {
    const file = await workloadsFile(
      JSON.stringify({ workloads: [{ id: "w", command: ["sh", "-c", "echo $$; exec sleep 1000"] }] }),
    );
    const child = main({ PORT: "0", WORKLOADS_FILE: file });
    const url = await urlOf(child);
    const [pid] = await (await openEvents(`${url}/v1/workloads/w/logs`)).messages(1);
    child.kill(signal);
    child.kill(signal); // An impatient second one changes nothing.
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(await stillAlive([Number(pid)])).toEqual([]);
  },
);

test("the shipped workloads run on nothing but Node", async () => {
  const child = main({ PORT: "0" });
  const url = await urlOf(child);
  const { body } = await json("GET", `${url}/v1/workloads`);
  expect(body.workloads.length).toBeGreaterThan(3);
  for (const { id } of body.workloads) {
    const line = await (await openEvents(`${url}/v1/workloads/${id}/logs`)).messages(1);
    expect(line, id).not.toEqual([expect.stringContaining("Cannot")]);
  }
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test.each(["80a", "65536", "-1", ""])('PORT="%s" is refused in one line', async (port) => {
  expect(await failure({ PORT: port })).toEqual({
    code: 1,
    message: `PORT must be a number from 0 to 65535, such as 8080, not "${port}".\n`,
  });
});

test("a port in use is refused in one line", async () => {
  const { port } = new URL((await backendWith()).url);
  expect(await failure({ PORT: port })).toEqual({
    code: 1,
    message: `Port ${port} on 127.0.0.1 is in use; set PORT to a free one.\n`,
  });
});

test("a bad workloads file is refused with the file, the place in it, and an example", async () => {
  const file = await workloadsFile('{ "workloads": [{ "id": "a", "command": "ls" }] }');
  const { code, message } = await failure({ PORT: "0", WORKLOADS_FILE: file });
  expect(code).toBe(1);
  expect(message.split("\n")).toEqual([
    `${file} is not as it should be:`,
    '  workloads[0].command: a command is a list of a program and its arguments, such as ["tail", "-F", "app.log"]',
    expect.stringMatching(/^For example: \{ "workloads": /),
    "",
  ]);
});
