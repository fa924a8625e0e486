import type { Observer } from "./lib/access";

/** Checks the environment, and ends the process if it is not valid; then prepares requests and the shutdown. */
export async function boot(): Promise<void> {
  const { env } = await import("./env").catch(exitWith);
  const { onRequest, trackRequests } = await import("./lib/access");
  const { settleHost } = await import("./lib/request-host");
  const { requestLog } = await import("./lib/request-log");
  const observers: Observer[] = [requestLog];
  if (env.METRICS_PORT !== undefined) {
    const { startMetrics } = await import("./lib/metrics");
    observers.push(await startMetrics(env.METRICS_PORT, env.HOSTNAME).catch(exitWith));
  }
  let flush: (() => Promise<void>) | undefined;
  if (env.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined) {
    const { startTracing } = await import("./lib/tracing");
    const tracing = startTracing();
    observers.push(tracing.observer);
    ({ flush } = tracing);
  }
  onRequest(({ request }) => settleHost(request)); // first: the observers see what Next will see
  trackRequests(observers);
  const { endStreamsOnShutdown } = await import("./lib/shutdown");
  endStreamsOnShutdown(flush);
}

function exitWith(error: Error): never {
  console.error(error.message);
  process.exit(1);
}
