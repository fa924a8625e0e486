export interface Traceparent {
  traceId: string;
  spanId: string;
  /** Bit 0: whether the caller records the trace. */
  flags: number;
}

// Version, trace id, parent id, flags; a later version may have more fields, and ids of zeros alone are invalid.
const FORMAT = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(?:-|$)/;

/** A `traceparent` header (W3C Trace Context, 3.2); undefined for what is none. */
export function parseTraceparent(header: string | string[] | undefined): Traceparent | undefined {
  const match = typeof header === "string" ? FORMAT.exec(header) : null;
  return match ? { traceId: match[1]!, spanId: match[2]!, flags: parseInt(match[3]!, 16) } : undefined;
}

export function formatTraceparent({ traceId, spanId, flags }: Traceparent): string {
  return `00-${traceId}-${spanId}-${flags.toString(16).padStart(2, "0")}`;
}
