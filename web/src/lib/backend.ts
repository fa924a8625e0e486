import { createHop, defaultHosts } from "tailrace";
import { env } from "@/env";

const hasTls = env.BACKEND_TLS_CA ?? env.BACKEND_TLS_CERT ?? env.BACKEND_TLS_KEY;

/** The way to the backend. The one place that knows `BACKEND_URL`. */
export const hop = createHop({
  url: () => env.BACKEND_URL,
  tls: hasTls ? { ca: env.BACKEND_TLS_CA, cert: env.BACKEND_TLS_CERT, key: env.BACKEND_TLS_KEY } : undefined,
  connectTimeoutMs: env.BACKEND_CONNECT_TIMEOUT_MS,
  keepAliveMs: env.BACKEND_KEEP_ALIVE_MS,
  headersTimeoutMs: env.BACKEND_HEADERS_TIMEOUT_MS,
  heartbeatMs: env.STREAM_HEARTBEAT_MS,
  maxStreamAgeMs: env.STREAM_MAX_AGE_MS,
  trustForwarded: env.TRUST_FORWARDED_HEADERS,
  allowedOrigins: env.ALLOWED_ORIGINS,
  allowedHosts: env.ALLOWED_HOSTS ?? defaultHosts(env.HOSTNAME),
});

export const { backendFetch, eventStream, forward } = hop;
