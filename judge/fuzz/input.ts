import type { Socket } from "node:net";

/** Names and values in turn would not shrink as well: pairs, names as they came. */
export type Fields = [name: string, value: string][];

export interface Head {
  /** The request line or the status line. */
  start: string;
  fields: Fields;
}

export interface Body {
  bytes: Buffer;
  trailers: Fields;
  /** Whether it came to the end that its framing promises. */
  complete: boolean;
}

export type Framing = "none" | "chunked" | "until closed" | number;

/** What comes in on a connection, read as HTTP/1.1 messages (RFC 9112) and nothing else. */
export class Input {
  #buffer: Buffer = Buffer.alloc(0);
  /** How the other side has ended, if it has. */
  over: "ended" | "reset" | undefined;
  #wake: () => void = () => {};

  constructor(socket: Socket) {
    socket.on("data", (data: Buffer) => {
      this.#buffer = this.#buffer.length > 0 ? Buffer.concat([this.#buffer, data]) : data;
      this.#wake();
    });
    const ends = (how: "ended" | "reset") => () => {
      this.over ??= how;
      this.#wake();
    };
    socket.once("end", ends("ended")).once("error", ends("reset")).once("close", ends("reset"));
  }

  /** Undefined if the connection is over before there is a whole one. */
  async head(): Promise<Head | undefined> {
    const lines: string[] = [];
    for (let line = await this.#line(); line !== ""; line = await this.#line()) {
      if (line === undefined) return undefined;
      lines.push(line);
    }
    const [start = "", ...fields] = lines;
    return { start, fields: fields.map(field) };
  }

  async body(framing: Framing): Promise<Body> {
    if (framing === "chunked") return this.#chunked();
    if (framing === "until closed") {
      while (!this.over) await this.#more();
      return { bytes: this.#take(this.#buffer.length), trailers: [], complete: this.over === "ended" };
    }
    const bytes = await this.#bytes(framing === "none" ? 0 : framing);
    return { bytes, trailers: [], complete: framing === "none" || bytes.length === framing };
  }

  async #chunked(): Promise<Body> {
    const chunks: Buffer[] = [];
    const broken = () => ({ bytes: Buffer.concat(chunks), trailers: [], complete: false });
    for (;;) {
      const line = await this.#line();
      if (line === undefined) return broken();
      const size = parseInt(line, 16);
      if (size === 0) break;
      chunks.push(await this.#bytes(size));
      if ((await this.#line()) !== "") return broken();
    }
    const trailers = await this.head();
    if (!trailers) return broken();
    const fields = trailers.start ? [field(trailers.start), ...trailers.fields] : [];
    return { bytes: Buffer.concat(chunks), trailers: fields, complete: true };
  }

  /** Up to `length` bytes: fewer if the connection is over. */
  async #bytes(length: number): Promise<Buffer> {
    while (this.#buffer.length < length && !this.over) await this.#more();
    return this.#take(Math.min(length, this.#buffer.length));
  }

  async #line(): Promise<string | undefined> {
    let end: number;
    while ((end = this.#buffer.indexOf("\r\n")) < 0) {
      if (this.over) return undefined;
      await this.#more();
    }
    const line = this.#take(end + 2);
    return line.toString("latin1", 0, end);
  }

  #take(length: number): Buffer {
    const taken = this.#buffer.subarray(0, length);
    this.#buffer = this.#buffer.subarray(length);
    return taken;
  }

  #more(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }
}

function field(line: string): [string, string] {
  const colon = line.indexOf(":");
  return [line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, "")];
}

/** The value of the first field of this name. */
export function valueOf(fields: Fields, name: string): string | undefined {
  return fields.find(([other]) => other.toLowerCase() === name)?.[1];
}

/** The framing that a request's header fields tell of; that of an answer is up to its request, too. */
export function framingOf(fields: Fields, otherwise: Framing): Framing {
  if (valueOf(fields, "transfer-encoding") !== undefined) return "chunked";
  const length = valueOf(fields, "content-length");
  return length === undefined ? otherwise : Number(length);
}
