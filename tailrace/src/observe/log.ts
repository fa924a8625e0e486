import { BackendError } from "../problem.ts";
import type { Observer } from "./observers.ts";

/** What a logger is called with: fields, and a sentence. pino, and whatever has its shape. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface RequestLogOptions {
  /** Paths that are asked for all the time, such as probes and the files of a page: they have a line only if they fail. */
  routine?: RegExp;
}

/**
 * One line for each request whose answer is with the client, or has broken; for a stream or a tunnel that is when it ends. No line has
 * a query string or a cookie, which carry tokens. docs/operations.md says what each field means.
 */
export function requestLog(logger: Logger, { routine = /^\/_next\// }: RequestLogOptions = {}): Observer {
  return {
    finished(access) {
      const { request, error, status, path, passage } = access;
      if (status < 400 && routine.test(path)) return;
      const line = {
        requestId: access.requestId,
        method: request.method,
        route: access.route,
        path,
        status,
        ms: Math.round(access.ms),
        headMs: access.headMs && Math.round(access.headMs),
        bytes: access.bytes,
        ...(access.isStream && {
          heartbeats: passage!.heartbeats,
          waitedForClientMs: Math.round(passage!.waitedForClientMs),
        }),
        ...(access.isTunnel && {
          upgrade: request.headers.upgrade,
          receivedBytes: passage!.receivedBytes,
          waitedForClientMs: Math.round(passage!.waitedForClientMs),
        }),
        ended: access.ended,
        traceId: access.traceId,
        code: error?.code,
        cause: error?.cause,
      };
      // What the client did wrong concerns the client, and must not fill the log of warnings.
      logger[status >= 500 || error instanceof BackendError ? "warn" : "info"](
        line,
        error?.message ?? access.kind,
      );
    },
  };
}
