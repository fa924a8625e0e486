import { createEnv } from "@t3-oss/env-nextjs";
import { PHASE_PRODUCTION_BUILD } from "next/constants";
import { z } from "zod";

const BACKEND_URL_SHAPE = "http(s)://host[:port][/base], for example http://api.internal:8080";

/** What is wrong with `value` as the backend's address, or undefined if nothing is. */
function backendUrlFault(value: string): string | undefined {
  const url = URL.parse(value);
  if (!url) return "is not a URL";
  if (url.protocol !== "http:" && url.protocol !== "https:") return `has the scheme ${url.protocol}`;
  if (url.username || url.password) return "must not carry credentials";
  if (value.includes("?")) return "must not have a query";
  if (value.includes("#")) return "must not have a fragment";
}

const backendUrl = z.string("is missing").superRefine((value, context) => {
  const fault = backendUrlFault(value);
  if (fault) context.addIssue({ code: "custom", message: fault });
});

const milliseconds = (fallback: number, max: number) =>
  z.coerce
    .number("is not a number of milliseconds")
    .int("must be a whole number of milliseconds")
    .min(1, "must be at least 1 ms")
    .max(max, `must be at most ${max} ms`)
    .default(fallback);

// A timer of Node's holds at most 2^31 - 1 ms; more would fire at once.
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * The validated environment, read once when the server starts; the only reader of `process.env`.
 * `next build` needs none of it. Throws an `Error` whose message says, per variable, what is wrong and what
 * would be right.
 */
export const env = createEnv({
  server: {
    /** The backend's origin and base path. */
    BACKEND_URL:
      process.env.NODE_ENV === "production" ? backendUrl : backendUrl.default("http://localhost:8080"),
    /** Milliseconds until a connection that does not come about is a 504. */
    BACKEND_CONNECT_TIMEOUT_MS: milliseconds(5_000, MAX_TIMER_MS),
    /** Milliseconds from the end of the request to the answer's headers, after which it is a 504. */
    BACKEND_HEADERS_TIMEOUT_MS: milliseconds(30_000, MAX_TIMER_MS),
    /** Milliseconds of silence after which a stream gets a comment. */
    STREAM_HEARTBEAT_MS: milliseconds(15_000, MAX_TIMER_MS),
    /** Milliseconds from SIGTERM to the end of the process at the latest. */
    SHUTDOWN_GRACE_MS: milliseconds(10_000, MAX_TIMER_MS),
    /** Whether the client's `Forwarded`, `X-Forwarded-*` and `X-Real-IP` reach the backend. */
    TRUST_FORWARDED_HEADERS: z
      .enum(["true", "false"], "must be true or false")
      .default("false")
      .transform((value) => value === "true"),
    /** Where traces go, by OTLP over HTTP; none are recorded if it is not set. */
    OTEL_EXPORTER_OTLP_ENDPOINT: z
      .url({ protocol: /^https?$/, error: "is not an http(s) URL, for example http://collector:4318" })
      .optional(),
    /** The address to listen on; Next's own variable. */
    HOSTNAME: z.string().default("0.0.0.0"),
    /** The port where Prometheus finds the metrics, on the same address; none if it is not set. */
    METRICS_PORT: z.coerce
      .number("is not a port's number")
      .int("must be a whole number")
      .min(1, "must be at least 1")
      .max(65_535, "must be at most 65535")
      .optional(),
  },
  experimental__runtimeEnv: {},
  emptyStringAsUndefined: true,
  skipValidation: process.env.NEXT_PHASE === PHASE_PRODUCTION_BUILD,
  onValidationError(issues) {
    const lines = issues.map(({ path, message }) => {
      const name = String(path?.[0]);
      // A misplaced password must not end up in a log.
      const value = process.env[name]?.replace(/\/\/.*@/, "//…@");
      const expected = name === "BACKEND_URL" ? `\n    expected ${BACKEND_URL_SHAPE}` : "";
      return `  ${name} ${message}${value ? ` (it is ${JSON.stringify(value)})` : ""}${expected}`;
    });
    throw new Error(
      `The environment is not valid:\n${lines.join("\n")}\nSee .env.example for every variable.`,
    );
  },
});
