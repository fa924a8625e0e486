import type { Observer } from "./access";
import { log } from "./log";

/**
 * One line for each request whose answer is with the client, or has broken; for a stream that is when it ends. A probe
 * or a page's file has a line only if it fails.
 */
export const requestLog: Observer = {
  finished(access) {
    const { request, error, status, path, passage } = access;
    if (status < 400 && access.isRoutine) return;
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
      ended: access.ended,
      traceId: access.traceId,
      code: error?.code,
      cause: error?.cause,
    };
    // What the client did wrong concerns the client, and must not fill the log of warnings.
    log[status >= 500 || error?.isBackends ? "warn" : "info"](
      line,
      error?.message ?? (access.isStream ? "stream" : "request"),
    );
  },
};
