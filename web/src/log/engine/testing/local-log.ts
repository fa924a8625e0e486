import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type LocalBackend, startLocalBackend } from "../../../../../local-backend/src/index.ts";
import type { LogLine } from "../protocol";
import { type LogAddress, readLog } from "../load/log-request.ts";

/** The log of a program, as the embedded backend serves it. */
export interface LocalLog {
  backend: LocalBackend;
  address: LogAddress;
  /** All lines that are kept. */
  lines(): Promise<LogLine[]>;
  close(): Promise<void>;
}

/** Starts a program that writes "line 1" to "line `count`" and ends with `exitCode`, or goes on without a word; waits for the last line. */
export async function startLocalLog(count: number, exitCode?: number, port = 0): Promise<LocalLog> {
  const folder = await mkdtemp(path.join(tmpdir(), "tailrace-log-"));
  const file = path.join(folder, "workloads.json");
  const code = `
    let n = 0, text = "";
    while (n < ${count}) text += "line " + ++n + "\\n";
    process.stdout.write(text, () => {
      ${exitCode === undefined ? "setInterval(() => {}, 1e6)" : `process.exitCode = ${exitCode}`}
    });`;
  await writeFile(file, JSON.stringify({ workloads: [{ id: "log", command: ["node", "-e", code] }] }));
  const backend = await startLocalBackend({ file, port });
  const address = {
    url: `${backend.url}/v1/workloads/log/logs`,
    silenceLimitMs: 10_000,
    answerLimitMs: 10_000,
  };
  while ((await readAll(address, 1))[0]?.message !== `line ${count}`) await sleep(20);
  return {
    backend,
    address,
    lines: () => readAll(address),
    async close() {
      await backend.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function readAll(address: LogAddress, tail?: number): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  const onLine = (line: LogLine) => lines.push(line) < 0;
  await readLog(address, { tail }, { onLine, onGap() {} }, new AbortController().signal);
  return lines;
}
