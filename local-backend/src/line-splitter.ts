/**
 * The longest line kept whole, in bytes. A longer one goes on in the next line, and says so: an endless line would
 * otherwise fill memory, and one of many megabytes freezes the page that shows it (rancher/dashboard#15845).
 */
export const MAX_LINE_BYTES = 1024 * 1024;
/** Ends each part but the last of a line that was too long. */
export const CONTINUED = " … [line longer than 1 MiB, continued in the next line]";

/** Of a line that has not ended more than a reader needs, to know what a program waits for. */
const OPEN_BYTES = 4 * 1024;

const LF = 0x0a;
const CR = 0x0d;
/** The size of a pipe read: the usual buffer for an unended line. A larger one is given back when its line ends. */
const USUAL_BYTES = 64 * 1024;

/**
 * Cuts the bytes of one output into lines. Lines end with LF or CRLF; a CR elsewhere belongs to its line. Bytes that
 * are not UTF-8 become U+FFFD. Cutting comes before decoding, so a character may be spread over any number of chunks.
 */
export class LineSplitter {
  readonly #onLine: (message: string) => void;
  /** The line that has begun and not ended, copied: a program may write it byte by byte. */
  #open = Buffer.alloc(0);
  #bytes = 0;

  constructor(onLine: (message: string) => void) {
    this.#onLine = onLine;
  }

  push(chunk: Buffer): void {
    let start = 0;
    for (let lf = chunk.indexOf(LF); lf !== -1; lf = chunk.indexOf(LF, start)) {
      this.#add(chunk.subarray(start, lf));
      if (this.#bytes > 0 && this.#open[this.#bytes - 1] === CR) this.#bytes -= 1;
      this.#emit();
      start = lf + 1;
    }
    this.#add(chunk.subarray(start));
  }

  /** What the line that has not ended has come to: behind its last CR, its first `OPEN_BYTES`, without a character that is cut off. */
  get open(): string {
    let end = this.#bytes;
    while (this.#open[end - 1] === CR) end -= 1;
    const begin = end > 0 ? this.#open.lastIndexOf(CR, end - 1) + 1 : 0;
    const shown = this.#open.subarray(begin, Math.min(end, begin + OPEN_BYTES));
    return new TextDecoder().decode(shown, { stream: true });
  }

  /** The output has ended: what it wrote after its last line end is a line too. */
  end(): void {
    if (this.#bytes > 0) this.#emit();
  }

  #emit(): void {
    const line = this.#open.toString("utf8", 0, this.#bytes);
    this.#bytes = 0;
    if (this.#open.length > USUAL_BYTES) this.#open = Buffer.alloc(0);
    this.#onLine(line);
  }

  #add(part: Buffer): void {
    let rest = part;
    while (rest.length > 0) {
      const copied = Math.min(rest.length, MAX_LINE_BYTES + 1 - this.#bytes); // One more, to know that it is too long.
      this.#reserve(this.#bytes + copied);
      rest.copy(this.#open, this.#bytes, 0, copied);
      this.#bytes += copied;
      rest = rest.subarray(copied);
      if (this.#bytes > MAX_LINE_BYTES) this.#emitPart();
    }
  }

  #emitPart(): void {
    const cut = characterBorder(this.#open, MAX_LINE_BYTES);
    const message = this.#open.toString("utf8", 0, cut) + CONTINUED;
    this.#open.copyWithin(0, cut, this.#bytes);
    this.#bytes -= cut;
    this.#onLine(message);
  }

  #reserve(bytes: number): void {
    if (bytes <= this.#open.length) return;
    const larger = Buffer.alloc(Math.max(bytes, USUAL_BYTES, 2 * this.#open.length));
    this.#open.copy(larger, 0, 0, this.#bytes);
    this.#open = larger;
  }
}

/** The last place at or before `at` that is not inside a UTF-8 character, which has at most 3 continuation bytes. */
function characterBorder(bytes: Buffer, at: number): number {
  for (let border = at; border > at - 4; border -= 1) {
    if ((bytes[border]! & 0b1100_0000) !== 0b1000_0000) return border;
  }
  return at; // Not UTF-8 at all.
}
