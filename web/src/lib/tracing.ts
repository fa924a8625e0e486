import {
  type Context,
  diag,
  DiagLogLevel,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
  serviceNameEnvDetector,
} from "@opentelemetry/resources";
import {
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { Access, Observer } from "./access";
import type { BackendError } from "./backend-error";
import { log } from "./log";
import { formatTraceparent, parseTraceparent } from "./traceparent";

// Spans that a killed process has not sent are lost. The queue takes 2,048, those of 1,000 requests.
const SEND_EVERY_MS = 1_000;

/**
 * Records a span for each request from its head to the end of its answer, and within it one for each request to the backend,
 * and sends them by OTLP over HTTP to `OTEL_EXPORTER_OTLP_ENDPOINT`. A trace that a client has begun goes on, recorded if the
 * client records it. `flush` sends what is left.
 *
 * The provider is not registered for all: Next would add spans of its own, a second one for the same request among them,
 * which for a stream ends with its head.
 */
export function startTracing(): { observer: Observer; flush: () => Promise<void> } {
  const say = (message: string) => log.warn({ cause: message.slice(0, 500) }, "traces");
  const quiet = () => {};
  diag.setLogger({ error: say, warn: say, info: quiet, debug: quiet, verbose: quiet }, DiagLogLevel.WARN);

  // Of these, the later one counts; a person who sets OTEL_SERVICE_NAME knows better.
  const resource = defaultResource()
    .merge(resourceFromAttributes({ "service.name": "tailrace" }))
    .merge(
      detectResources({
        detectors: [serviceInstanceIdDetector, resourceAttributesEnvDetector, serviceNameEnvDetector],
      }),
    );
  const provider = new TracerProvider({
    resource,
    sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
    // The exporter reads the other OTEL_EXPORTER_OTLP_* variables itself.
    spanProcessors: [
      new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), scheduledDelayMillis: SEND_EVERY_MS }),
    ],
  });
  const tracer = provider.getTracer("tailrace");
  const spans = new WeakMap<Access, Span>();

  const observer: Observer = {
    started(access) {
      if (access.isRoutine) return;
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
      });
      // A server span fails by what is not the client's doing (semantic conventions for HTTP spans).
      if (status >= 500 || error?.isBackends) fail(span, error?.code ?? String(status));
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

  return { observer, flush: () => provider.forceFlush() };
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
