import { createHop } from "tailrace";

const milliseconds = (name: string) => (process.env[name] ? Number(process.env[name]) : undefined);

export const hop = createHop({
  url: () => process.env.BACKEND_URL,
  connectTimeoutMs: milliseconds("BACKEND_CONNECT_TIMEOUT_MS"),
  headersTimeoutMs: milliseconds("BACKEND_HEADERS_TIMEOUT_MS"),
  heartbeatMs: milliseconds("STREAM_HEARTBEAT_MS"),
  trustForwarded: process.env.TRUST_FORWARDED_HEADERS === "true",
  allowedOrigins: process.env.ALLOWED_ORIGINS?.split(","),
});

export const { backendFetch, eventStream, forward } = hop;
