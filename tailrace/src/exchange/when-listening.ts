import { connect } from "node:net";
import { shared } from "../shared.ts";

const PROBE_LIMIT_MS = 1_000; // an attempt that hears nothing by then, of a machine that is gone, makes way for the next one
const PROBE_MS = 100; // what a reader does not notice, beside the start of a backend

/**
 * Calls `resume` as soon as somebody listens at `origin`, where nobody did; returns what forgets about it. One connection is tried
 * every 100 ms for all who wait: thousands of streams that each tried would take the time that the backend needs to start.
 */
export function whenListening(origin: string, resume: () => void): () => void {
  const { awaited } = shared();
  let waiting = awaited.get(origin);
  if (!waiting) {
    awaited.set(origin, (waiting = new Set()));
    setTimeout(probe, PROBE_MS, origin, waiting).unref();
  }
  waiting.add(resume);
  return () => void waiting.delete(resume);
}

function probe(origin: string, waiting: Set<() => void>): void {
  const { awaited } = shared();
  if (waiting.size === 0) return void awaited.delete(origin);
  const { hostname, port, protocol } = new URL(origin);
  const host = hostname.replace(/^\[|\]$/g, "");
  const socket = connect({ host, port: Number(port) || (protocol === "https:" ? 443 : 80) });
  socket.setTimeout(PROBE_LIMIT_MS, () => socket.destroy(new Error("Nobody answers.")));
  socket.once("connect", () => {
    socket.destroy();
    awaited.delete(origin);
    for (const resume of waiting) resume();
  });
  socket.once("error", () => setTimeout(probe, PROBE_MS, origin, waiting).unref());
}
