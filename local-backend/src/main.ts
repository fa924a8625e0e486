import { fileURLToPath } from "node:url";
import { startLocalBackend } from "./index.ts";
import { StartError } from "./start-error.ts";

const { PORT = "8080", WORKLOADS_FILE = fileURLToPath(new URL("../workloads.json", import.meta.url)) } =
  process.env;

try {
  if (!/^\d{1,5}$/.test(PORT) || Number(PORT) > 65_535) {
    throw new StartError(`PORT must be a number from 0 to 65535, such as 8080, not "${PORT}".`);
  }
  const backend = await startLocalBackend({ file: WORKLOADS_FILE, port: Number(PORT) });
  console.log(`Local backend at ${backend.url}/v1/workloads, running the commands of ${WORKLOADS_FILE}`);
  // SIGHUP: the terminal was closed. The commands have process groups of their own and would live on.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void backend.close().then(() => process.exit(0)));
  }
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
