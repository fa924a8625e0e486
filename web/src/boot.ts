import { type Observer, requestLog } from "tailrace";

/** Checks the environment, and ends the process if it is not valid; then prepares requests and the shutdown. */
export async function boot(): Promise<void> {
  // Whoever reads what is printed may go away. Next would print the error that comes of it, and so on without end.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  const { env } = await import("./env").catch(exitWith);
  const { log, ROUTINE } = await import("./lib/log");
  const observers: Observer[] = [requestLog(log, { routine: ROUTINE })];
  if (env.METRICS_PORT !== undefined) {
    const { startMetrics } = await import("tailrace/metrics");
    const options = { port: env.METRICS_PORT, hostname: env.HOSTNAME };
    observers.push(
      await startMetrics(options).catch((error: Error) =>
        exitWith(new Error(`METRICS_PORT: ${error.message}`)),
      ),
    );
  }
  let flush: (() => Promise<void>) | undefined;
  if (env.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined) {
    const { startTracing } = await import("./lib/tracing");
    const tracing = startTracing();
    observers.push(tracing.observer);
    ({ flush } = tracing);
  }
  const { hop } = await import("./lib/backend");
  try {
    await hop.register({
      observers,
      frontDoor: env.FRONT_DOOR,
      warn: (sentence) => log.warn(sentence),
      graceMs: env.SHUTDOWN_GRACE_MS,
      flush,
      onDrain: (signal, streams) => log.info({ signal, streams }, "draining"),
    });
  } catch (error) {
    const { message } = error as Error;
    exitWith(
      new Error(
        message.replaceAll(/\btls\.(\w+)/g, (_, name: string) => `BACKEND_TLS_${name.toUpperCase()}`),
      ),
    );
  }
}

function exitWith(error: Error): never {
  console.error(error.message);
  process.exit(1);
}
