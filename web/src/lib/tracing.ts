import { diag, DiagLogLevel } from "@opentelemetry/api";
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
import type { Observer } from "tailrace";
import { requestTraces } from "tailrace/tracing";
import { log, ROUTINE } from "./log";

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
  const observer = requestTraces(provider.getTracer("tailrace"), { routine: ROUTINE });
  return { observer, flush: () => provider.forceFlush() };
}
