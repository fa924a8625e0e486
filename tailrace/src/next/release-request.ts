/**
 * Lets `stream.pipeTo`, which is how Next sends a response (15.5 and 16, pipe-readable.js), resolve as soon as it has begun. Next
 * keeps everything that belongs to a request in memory until it resolves, 20 kB for each open stream; nothing of that is needed
 * any more. End and break reach the client through the destination, as ever.
 */
export function releaseRequest(stream: ReadableStream<Uint8Array>): void {
  stream.pipeTo = async (...destination) => {
    ReadableStream.prototype.pipeTo.apply(stream, destination).catch(() => {});
  };
}
