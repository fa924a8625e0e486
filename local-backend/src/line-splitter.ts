/**
 * The longest line kept whole, in bytes. A longer one goes on in the next line, and says so: an endless line would
 * otherwise fill memory, and one of many megabytes freezes the page that shows it (rancher/dashboard#15845).
 */
export const MAX_LINE_BYTES = 1024 * 1024;
/** Ends each part but the last of a line that was too long. */
export const CONTINUED = " … [line longer than 1 MiB, continued in the next line]";

const LF = 0x0a;
const CR = 0x0d;

/**
 * Cuts the bytes of one output into lines. Lines end with LF or CRLF; a CR elsewhere belongs to its line. Bytes that
 * are not UTF-8 become U+FFFD. Cutting comes before decoding, so a character may be spread over any number of chunks.
 */
export class LineSplitter {
  readonly #onLine: (message: string) => void;
  /** The line that has begun and not ended, at most MAX_LINE_BYTES. */
  #parts: Buffer[] = [];
  #bytes = 0;

  constructor(onLine: (message: string) => void) {
    this.#onLine = onLine;
  }

  push(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, start)) {
      this.#add(chunk.subarray(start, end));
      const line = this.#take();
      this.#onLine(line.toString("utf8", 0, line.at(-1) === CR ? line.length - 1 : line.length));
      start = end + 1;
    }
    if (start < chunk.length) this.#add(chunk.subarray(start));
  }

  /** The output has ended: what it wrote after its last line end is a line too. */
  end(): void {
    if (this.#bytes > 0) this.#onLine(this.#take().toString("utf8"));
  }

  #add(part: Buffer): void {
    this.#parts.push(part);
    this.#bytes += part.length;
    while (this.#bytes > MAX_LINE_BYTES) {
      const line = this.#take();
      const cut = characterBorder(line, MAX_LINE_BYTES);
      this.#onLine(line.toString("utf8", 0, cut) + CONTINUED);
      this.#parts.push(line.subarray(cut));
      this.#bytes = line.length - cut;
    }
  }

  #take(): Buffer {
    const line = this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#bytes = 0;
    return line;
  }
}

/** The last place at or before `at` that is not inside a UTF-8 character, which has at most 3 continuation bytes. */
function characterBorder(bytes: Buffer, at: number): number {
  for (let border = at; border > at - 4; border -= 1) {
    if ((bytes[border]! & 0b1100_0000) !== 0b1000_0000) return border;
  }
  return at; // Not UTF-8 at all.
}
