// `pnpm --filter deploy image`: carries out the Dockerfile without a container engine and, given a BACKEND_URL, runs the result.
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildImage } from "./build.ts";
import { discard, ISOLATION, isolation, runImage, seal } from "./run.ts";
import { sizeOf } from "./tree.ts";

const { BACKEND_URL, PORT = "3000", HOSTNAME = "127.0.0.1" } = process.env;

const folder = mkdtempSync(path.join(tmpdir(), "tailrace-image-"));
chmodSync(folder, 0o755); // for the image's user
process.once("exit", () => discard(folder));

const image = await buildImage("web", folder, console.log);
console.log(`\n${sizeOf(image.root)}, on top of ${image.base}`);

if (BACKEND_URL) {
  seal(image);
  console.log(`Runs at http://${HOSTNAME}:${PORT}, ${ISOLATION[isolation]}.`);
  const server = runImage(image, { BACKEND_URL, PORT, HOSTNAME });
  server.stdout!.pipe(process.stdout);
  server.stderr!.pipe(process.stderr);
  server.once("exit", (code) => (process.exitCode = code ?? 1));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => server.kill(signal));
} else console.log("Set BACKEND_URL to run it.");
