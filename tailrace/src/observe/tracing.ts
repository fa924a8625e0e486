import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from "@opentelemetry/api";
import { BackendError } from "../problem.ts";
import type { Access } from "./access.ts";
import type { Observer } from "./observers.ts";
import { formatTraceparent, parseTraceparent } from "./traceparent.ts";

export interface TracesOptions {
  /** Paths that are asked for all the time, such as probes and the files of a page: they have no span. */
  routine?: RegExp;
}

/**
 * Records with `tracer` a span for each request from its head to the end of its answer, and within it one for each request to
 * the backend. A trace that a client has begun goes on, recorded if the client records it.
 */
export function requestTraces(tracer: Tracer, { routine = /^\/_next\// }: TracesOptions = {}): Observer {
  const spans = new WeakMap<Access, Span>();

  return {
    started(access) {
      if (routine.test(access.path)) return;
      const { method, headers } = access.request;
      const span = tracer.startSpan(
        method!,
        {
          kind: SpanKind.SERVER,
          attributes: {
            "http.request.method": method,
            "url.path": access.path,
            "tailrace.request_id": access.requestId,
          },
        },
        remoteParent(headers.traceparent),
      );
      spans.set(access, span);
      access.traceId = span.spanContext().traceId;
      access.startBackendSpan = (method, url) =>
        backendSpan(trace.setSpan(ROOT_CONTEXT, span), method, new URL(url));
    },
    finished(access) {
      const span = spans.get(access);
      if (!span) return;
      const { request, route, status, ended, error, bytes, passage } = access;
      if (route) span.updateName(`${request.method} ${route}`).setAttribute("http.route", route);
      span.setAttributes({
        "http.response.status_code": status,
        "tailrace.ended": ended,
        "tailrace.bytes": bytes,
        ...(access.isStream && { "tailrace.heartbeats": passage!.heartbeats }),
        ...(access.isTunnel && { "tailrace.received_bytes": passage!.receivedBytes }),
      });
      // A server span fails by what is not the client's doing (semantic conventions for HTTP spans).
      if (status >= 500 || error instanceof BackendError) fail(span, error?.code ?? String(status));
      span.end();
    },
  };

  function backendSpan(parent: Context, method: string, { hostname, port, protocol, pathname }: URL) {
    const attributes = {
      "http.request.method": method,
      "server.address": hostname,
      "server.port": Number(port || (protocol === "https:" ? 443 : 80)),
      "url.path": pathname,
    };
    const span = tracer.startSpan(method, { kind: SpanKind.CLIENT, attributes }, parent);
    const { traceId, spanId, traceFlags } = span.spanContext();
    return {
      traceparent: formatTraceparent({ traceId, spanId, flags: traceFlags }),
      answered: (status: number) => void span.setAttribute("http.response.status_code", status),
      end(error?: BackendError) {
        if (error) fail(span, error.code);
        span.end();
      },
    };
  }
}

function remoteParent(header: string | string[] | undefined): Context {
  const parent = parseTraceparent(header);
  if (!parent) return ROOT_CONTEXT;
  const { flags, ...ids } = parent;
  return trace.setSpanContext(ROOT_CONTEXT, { ...ids, traceFlags: flags, isRemote: true });
}

function fail(span: Span, type: string): void {
  span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute("error.type", type);
}
