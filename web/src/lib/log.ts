import pino from "pino";
import { isDevelopment } from "@/env";

/** What an error's line says of it: no stack, and no property beyond these, because some carry what a peer has sent. */
function cause(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, code, message, cause: inner } = error as Error & { code?: string };
  return { name, code, message, ...(inner !== undefined && { cause: cause(inner) }) };
}

/** What is asked for all the time and says nothing as long as it is answered: probes, and the files of a page. */
export const ROUTINE = /^\/(?:healthz|readyz|_next\/.*|icon\.svg)$/;

const OPTIONS = {
  base: undefined, // whatever collects the lines knows process and host
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (level: string) => ({ level }) },
  serializers: { cause },
};

/**
 * Lines wait for others, for so many bytes or milliseconds, and for no write before them: a write for each costs more than the
 * line does. They are written when the process exits, too.
 */
const TOGETHER = { sync: false, minLength: 8_192, periodicFlush: 50 };

/**
 * The server's log, on standard output: one JSON object a line, or lines to read for a person in development. Nobody may
 * log a query string or a cookie: they carry tokens.
 */
export const log = isDevelopment
  ? pino({
      ...OPTIONS,
      formatters: {}, // a transport wants levels as numbers
      transport: { target: "pino-pretty", options: { singleLine: true, translateTime: "HH:MM:ss.l" } },
    })
  : pino(OPTIONS, pino.destination(TOGETHER));
