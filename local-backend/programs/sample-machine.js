// Samples this machine once a second, a line of JSON each, until it is stopped.
import { availableParallelism, freemem, loadavg, totalmem } from "node:os";
import { monitorEventLoopDelay } from "node:perf_hooks";

const RESOLUTION_MS = 50; // How often the delay is looked at. The histogram counts this wait in; it is no delay.
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
let cpu = process.cpuUsage();

setInterval(() => {
  const used = process.cpuUsage(cpu);
  cpu = process.cpuUsage();
  const total = totalmem();
  const memoryUsed = 1 - freemem() / total;
  const load = loadavg()[0];
  console.log(
    JSON.stringify({
      level: load > availableParallelism() ? "warn" : "info",
      msg: "sample",
      load: round(load),
      cpus: availableParallelism(),
      memoryUsedPercent: round(memoryUsed * 100),
      memoryTotalMiB: Math.round(total / 2 ** 20),
      eventLoopDelayMs: round(Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS)),
      ownCpuMs: round((used.user + used.system) / 1000),
    }),
  );
  delay.reset();
}, 1000);

function round(value) {
  return Math.round(value * 100) / 100;
}
