import { createHop, defaultHosts } from "tailrace";
import { env } from "@/env";

/** The way to the backend. The one place that knows `BACKEND_URL`. */
export const hop = createHop({
  url: () => env.BACKEND_URL,
  connectTimeoutMs: env.BACKEND_CONNECT_TIMEOUT_MS,
  headersTimeoutMs: env.BACKEND_HEADERS_TIMEOUT_MS,
  heartbeatMs: env.STREAM_HEARTBEAT_MS,
  trustForwarded: env.TRUST_FORWARDED_HEADERS,
  allowedHosts: env.ALLOWED_HOSTS ?? defaultHosts(env.HOSTNAME),
});

export const { backendFetch, eventStream, forward } = hop;
