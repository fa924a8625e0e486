import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import path from "node:path";

const PROGRAM = path.join(import.meta.dirname, "programs/say.js");

interface Order {
  stdout?: string;
  stderr?: string;
  exit?: number;
}

/** Tells a running workload what to write, and when. */
export class Talker {
  readonly #server = createServer();
  #socket: Promise<Socket> = this.#nextSocket();

  /** The workload's command. */
  async command(): Promise<string[]> {
    if (!this.#server.listening) await once(this.#server.listen(0, "127.0.0.1"), "listening");
    return ["node", PROGRAM, String((this.#server.address() as AddressInfo).port)];
  }

  /** Waits for the workload if it is not running yet. */
  async tell(order: Order): Promise<void> {
    (await this.#socket).write(`${JSON.stringify(order)}\n`);
  }

  /** Writes lines to standard output. */
  say(...lines: string[]): Promise<void> {
    return this.tell({ stdout: lines.map((line) => `${line}\n`).join("") });
  }

  close(): void {
    void this.#socket.then((socket) => socket.destroy());
    this.#server.close();
  }

  async #nextSocket(): Promise<Socket> {
    const [socket] = (await once(this.#server, "connection")) as [Socket];
    socket.on("error", () => {}); // the workload was killed
    // The next process, after a restart, connects anew.
    socket.once("close", () => {
      this.#socket = this.#nextSocket();
    });
    return socket;
  }
}
