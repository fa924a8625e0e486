import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { startLocalBackend } from "./index.ts";
import { stillAlive } from "./testing/alive.ts";
import { backendWith, workloadsFile } from "./testing/backend.ts";
import { openEvents } from "./testing/event-reader.ts";

/** A shell and a grandchild of it that both ignore SIGTERM; each prints its process id. */
const STUBBORN = {
  id: "stubborn",
  command: ["sh", "-c", `trap "" TERM; echo $$; sh -c 'echo $$; while :; do sleep 1000; done'; :`],
};
const QUIET = { id: "quiet", command: ["sh", "-c", "echo $$; exec sleep 1000"] };

async function pids(url: string, id: string, count: number): Promise<number[]> {
  return (await (await openEvents(`${url}/v1/workloads/${id}/logs`)).messages(count)).map(Number);
}

test("close ends every process, also grandchildren and those that ignore SIGTERM, in under 1.5 s", async () => {
  const backend = await backendWith(STUBBORN, QUIET);
  const running = [...(await pids(backend.url, "stubborn", 2)), ...(await pids(backend.url, "quiet", 1))];
  const began = performance.now();
  await backend.close();
  expect(performance.now() - began).toBeLessThan(1500);
  expect(running).toHaveLength(3);
  expect(await stillAlive(running)).toEqual([]);
});

test("close ends open streams properly and without end, so that their viewers come again", async () => {
  const backend = await backendWith(QUIET);
  const logs = await openEvents(`${backend.url}/v1/workloads/quiet/logs`);
  const events = await openEvents(`${backend.url}/v1/events`);
  await logs.messages(1);
  await events.next();
  const began = performance.now();
  await backend.close();
  expect(performance.now() - began).toBeLessThan(500); // Nobody was stubborn.
  expect(await logs.rest()).toEqual([]);
  expect(await events.next()).toBeUndefined();
});

test("close does not wait for a client that does not read, nor for idle connections", async () => {
  const backend = await backendWith({
    id: "flood",
    command: ["node", "-e", `for (;;) console.log("x".repeat(1000))`],
  });
  const { port } = new URL(backend.url);
  const sockets = [connect(Number(port), "127.0.0.1"), connect(Number(port), "127.0.0.1")];
  for (const socket of sockets) socket.on("error", () => {}); // Reset by the close.
  sockets[0]!.write("GET /v1/workloads/flood/logs HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await once(sockets[0]!, "readable");
  const began = performance.now();
  await backend.close();
  expect(performance.now() - began).toBeLessThan(1500);
});

test("close may be called again, and frees the port", async () => {
  const backend = await backendWith(QUIET);
  await Promise.all([backend.close(), backend.close()]);
  const again = createServer().listen(Number(new URL(backend.url).port), "127.0.0.1");
  await once(again, "listening");
  again.close();
});

test("a port in use is named, and nothing is started", async () => {
  const taken = await backendWith();
  const port = Number(new URL(taken.url).port);
  const file = await workloadsFile(JSON.stringify({ workloads: [QUIET] }));
  await expect(startLocalBackend({ file, port })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use; set PORT to a free one.`,
  );
});

test("a process that just exits takes its workloads with it", async () => {
  const file = await workloadsFile(JSON.stringify({ workloads: [STUBBORN] }));
  const index = fileURLToPath(new URL("./index.ts", import.meta.url));
  const host = spawn(process.execPath, [
    "--input-type=module",
    "-e",
    `import { startLocalBackend } from ${JSON.stringify(index)};
     const { url } = await startLocalBackend({ file: ${JSON.stringify(file)}, port: 0 });
     console.log(url);
     process.stdin.once("data", () => process.exit());`,
  ]);
  onTestFinished(() => void host.kill());
  const [url] = await once(host.stdout, "data");
  const running = await pids(String(url).trim(), "stubborn", 2);
  host.stdin.write("exit");
  await once(host, "exit");
  expect(await stillAlive(running)).toEqual([]);
});
