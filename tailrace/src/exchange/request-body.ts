/** What `fetch` takes as a body (WHATWG Fetch, 5.2), and any iterable of bytes, as undici's does. */
export type RequestBody = NonNullable<RequestInit["body"]> | AsyncIterable<Uint8Array>;

export interface SendableBody {
  body: Uint8Array | AsyncIterable<Uint8Array>;
  /** The media type that the body's kind stands for. */
  type?: string;
  /** Bytes; undefined for a body that says it as it comes. */
  length?: number;
}

/** `body` as bytes or chunks of bytes, with the length and the type that are known of its kind (WHATWG Fetch, 5.2). */
export async function sendable(body: RequestBody): Promise<SendableBody> {
  if (body instanceof ReadableStream || isAsyncIterable(body)) return { body };
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) {
    const bytes = ArrayBuffer.isView(body)
      ? new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
      : new Uint8Array(body);
    return { body: bytes, length: bytes.length };
  }
  // A string, parameters, a Blob or a form: all in memory, and the platform knows their bytes and their type.
  const blob = body instanceof Blob ? body : await new Response(body).blob();
  return { body: blob.stream(), type: blob.type || undefined, length: blob.size };
}

const isAsyncIterable = (value: object | string): value is AsyncIterable<Uint8Array> =>
  typeof value === "object" && Symbol.asyncIterator in value;
