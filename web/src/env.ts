import { isIPv6 } from "node:net";
import { createEnv } from "@t3-oss/env-nextjs";
import { PHASE_PRODUCTION_BUILD } from "next/constants";
import { addressFault, hostName } from "tailrace";
import { z } from "zod";

/** What would be right, of variables whose form is not plain. */
const SHAPES: Record<string, string> = {
  BACKEND_URL: "http(s)://host[:port][/base], for example http://api.internal:8080",
  ALLOWED_HOSTS:
    "names without scheme, port or path, separated by commas, for example console.example.com,10.0.0.7,[::1]",
  ALLOWED_ORIGINS:
    "scheme, host and port, separated by commas, for example https://tools.example.com,http://localhost:6274",
};

const backendUrl = z.string("is missing").superRefine((value, context) => {
  const fault = addressFault(value);
  if (fault) context.addIssue({ code: "custom", message: fault });
});

/** What is wrong with `value` as one of the names in ALLOWED_HOSTS, or undefined if nothing is. */
function hostFault(value: string): string | undefined {
  if (value === "") return "has an empty name";
  if (value.includes("*")) return "has a wildcard, which is not supported";
  if (value.includes("//")) return "has a name with a scheme";
  if (/[/?#]/.test(value)) return "has a name with a path";
  if (isIPv6(value)) return "has an IPv6 address without its brackets";
  if (/:\d*$/.test(value)) return "has a name with a port";
  if (!hostName(value)) return "has a name that no host can have";
}

const hosts = z
  .string()
  .transform((value) => value.split(",").map((name) => name.trim()))
  .superRefine((names, context) => {
    for (const fault of names.map(hostFault)) if (fault) context.addIssue({ code: "custom", message: fault });
  })
  .transform((names) => names.map((name) => hostName(name)!));

/** What is wrong with `value` as one of the origins in ALLOWED_ORIGINS, or undefined if nothing is. */
function originFault(value: string): string | undefined {
  if (value === "") return "has an empty origin";
  if (value.includes("*")) return "has a wildcard, which is not supported";
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol)) return "has an origin without http:// or https://";
  if (url.origin !== value.toLowerCase()) return `has an origin that browsers write as ${url.origin}`;
}

const origins = z
  .string()
  .transform((value) => value.split(",").map((origin) => origin.trim()))
  .superRefine((values, context) => {
    for (const fault of values.map(originFault))
      if (fault) context.addIssue({ code: "custom", message: fault });
  })
  .transform((values) => values.map((origin) => origin.toLowerCase()));

const optionalMilliseconds = (max: number) =>
  z.coerce
    .number("is not a number of milliseconds")
    .int("must be a whole number of milliseconds")
    .min(1, "must be at least 1 ms")
    .max(max, `must be at most ${max} ms`)
    .optional();

const milliseconds = (fallback: number, max: number) => optionalMilliseconds(max).default(fallback);

const port = z.coerce
  .number("is not a port's number")
  .int("must be a whole number")
  .min(1, "must be at least 1")
  .max(65_535, "must be at most 65535");

// A timer of Node's holds at most 2^31 - 1 ms; more would fire at once.
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Whether `next dev` runs. */
export const isDevelopment = process.env.NODE_ENV === "development";

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
    /** Files in PEM: the authorities of a backend of https://, and the certificate that it is shown, with its key. */
    BACKEND_TLS_CA: z.string().optional(),
    BACKEND_TLS_CERT: z.string().optional(),
    BACKEND_TLS_KEY: z.string().optional(),
    /** Milliseconds until a connection that does not come about is a 504. */
    BACKEND_CONNECT_TIMEOUT_MS: milliseconds(5_000, MAX_TIMER_MS),
    /** Milliseconds for which a connection to the backend is kept that is not used. */
    BACKEND_KEEP_ALIVE_MS: milliseconds(4_000, MAX_TIMER_MS),
    /** Milliseconds from the end of the request to the answer's headers, after which it is a 504. */
    BACKEND_HEADERS_TIMEOUT_MS: milliseconds(30_000, MAX_TIMER_MS),
    /** Milliseconds of silence after which a stream gets a comment. */
    STREAM_HEARTBEAT_MS: milliseconds(15_000, MAX_TIMER_MS),
    /** Milliseconds after which a stream moves to another connection, or ends; never if it is not set. */
    STREAM_MAX_AGE_MS: optionalMilliseconds(MAX_TIMER_MS),
    /** Milliseconds from SIGTERM to the end of the process at the latest. */
    SHUTDOWN_GRACE_MS: milliseconds(10_000, MAX_TIMER_MS),
    /** The names that the console answers to; this machine's own if it is not set and HOSTNAME is loopback's, else any. */
    ALLOWED_HOSTS: hosts.optional(),
    /** Other origins whose pages may do what the console's own may. */
    ALLOWED_ORIGINS: origins.default([]),
    /** Whether the client's `Forwarded`, `X-Forwarded-*` and `X-Real-IP` are believed, and reach the backend. */
    TRUST_FORWARDED_HEADERS: z
      .enum(["true", "false"], "must be true or false")
      .default("false")
      .transform((value) => value === "true"),
    /** Whether the hop answers before Next does. For tests only: of what happens where it cannot. */
    FRONT_DOOR: z
      .enum(["open", "closed"], "must be open or closed")
      .default("open")
      .transform((value) => value === "open"),
    /** Where traces go, by OTLP over HTTP; none are recorded if it is not set. */
    OTEL_EXPORTER_OTLP_ENDPOINT: z
      .url({ protocol: /^https?$/, error: "is not an http(s) URL, for example http://collector:4318" })
      .optional(),
    /** The address to listen on; Next's own variable. */
    HOSTNAME: z.string().default("0.0.0.0"),
    /** Milliseconds for which a client's connection is kept that is not used, 75 s if it is not set; Next's own variable. */
    KEEP_ALIVE_TIMEOUT: milliseconds(75_000, MAX_TIMER_MS),
    /** The port where Prometheus finds the metrics, on the same address; none if it is not set. */
    METRICS_PORT: port.optional(),
  },
  experimental__runtimeEnv: {},
  emptyStringAsUndefined: true,
  skipValidation: process.env.NEXT_PHASE === PHASE_PRODUCTION_BUILD,
  onValidationError(issues) {
    const lines = issues.map(({ path, message }) => {
      const name = String(path?.[0]);
      // A misplaced password must not end up in a log.
      const value = process.env[name]?.replace(/\/\/.*@/, "//…@");
      const shape = SHAPES[name];
      const expected = shape ? `\n    expected ${shape}` : "";
      return `  ${name} ${message}${value ? ` (it is ${JSON.stringify(value)})` : ""}${expected}`;
    });
    throw new Error(
      `The environment is not valid:\n${lines.join("\n")}\nSee .env.example for every variable.`,
    );
  },
});
