import { env } from "@/env";

const LATE_MS = 2_000; // a heartbeat on a busy way; and a page says within 2 s that its connection is dead

/** How long a page waits for what this server sends it, in milliseconds. */
export function streamLimits() {
  return {
    /** For the next byte of a stream. */
    silenceLimitMs: env.STREAM_HEARTBEAT_MS + LATE_MS,
    /** For the answer to a request. The server itself gives up before that, and its answer says more. */
    answerLimitMs: env.BACKEND_CONNECT_TIMEOUT_MS + env.BACKEND_HEADERS_TIMEOUT_MS + 5_000,
  };
}
