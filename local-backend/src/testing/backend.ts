import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { startLocalBackend, type LocalBackend } from "../index.ts";

/** A workloads file with this content in a folder of its own, removed with the test. */
export async function workloadsFile(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "local-backend-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "workloads.json");
  await writeFile(file, content);
  return file;
}

/** A backend that runs these entries, closed with the test. */
export async function backendWith(...workloads: object[]): Promise<LocalBackend> {
  const file = await workloadsFile(JSON.stringify({ workloads }));
  const backend = await startLocalBackend({ file, port: 0 });
  onTestFinished(() => backend.close());
  return backend;
}

/** A backend with one workload "w" that runs this JavaScript. */
export function backendRunning(code: string): Promise<LocalBackend> {
  return backendWith({ id: "w", command: ["node", "-e", code] });
}
