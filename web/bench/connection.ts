// One HTTP/1.1 connection of the load generator, which reads as little of an answer as it must.
import { connect, type Socket } from "node:net";

const HEAD_END = Buffer.from("\r\n\r\n");
const LAST_CHUNK = Buffer.from("0\r\n\r\n");

// Every connection reads into the same memory: what arrives is looked at before the next read.
const buffer = Buffer.alloc(64 * 1024);

export interface Head {
  status: number;
  /** Everything up to the body, in lower case. */
  text: string;
}

export class Connection {
  /** Told of the head of each answer. */
  onHead: (head: Head) => void = () => {};
  /** Told of body bytes, framing included. They are overwritten as soon as it returns. */
  onData: (data: Buffer) => void = () => {};
  /** Told when the answer is complete, which an endless one never is. */
  onEnd: () => void = () => {};
  onClose: () => void = () => {};
  readonly #socket: Socket;
  #head: Buffer | undefined = Buffer.alloc(0);
  #left = 0; // of the body, with a Content-Length; NaN if chunked

  constructor(port: number) {
    const callback = (bytes: number) => {
      this.#read(buffer.subarray(0, bytes));
      return true;
    };
    this.#socket = connect({ port, host: "127.0.0.1", noDelay: true, onread: { buffer, callback } });
    this.#socket.on("error", () => {}).once("close", () => this.onClose());
  }

  get(path: string, headers: string): void {
    this.#head = Buffer.alloc(0);
    this.#socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`);
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(data: Buffer): void {
    if (this.#head) {
      this.#head = Buffer.concat([this.#head, data]);
      const end = this.#head.indexOf(HEAD_END);
      if (end < 0) return;
      const text = this.#head.toString("latin1", 0, end + 2).toLowerCase();
      data = this.#head.subarray(end + 4);
      this.#head = undefined;
      this.#left = Number(/\r\ncontent-length: *(\d+)/.exec(text)?.[1] ?? NaN);
      this.onHead({ status: Number(text.slice(9, 12)), text });
    }
    if (data.length > 0) this.onData(data);
    this.#left -= data.length;
    if (this.#left === 0 || (Number.isNaN(this.#left) && data.subarray(-5).equals(LAST_CHUNK))) this.onEnd();
  }
}
