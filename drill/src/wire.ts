import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

// Of a slow wire: so much later comes what is sent, and of fifty segments one is lost, which what is behind it waits for.
const DELAY_MS = 200;
const LOSS = 0.02;
const RETRANSMISSION_MS = 200; // Linux' TCP_RTO_MIN: the least that a sender waits before it sends a segment again

/**
 * What is between readers and the balancer. It can be slow, and connections can die on it without either end being told, as where
 * a laptop sleeps or a router forgets: what a kernel's netem does, on machines whose kernel has none.
 */
export class Wire implements AsyncDisposable {
  readonly #server: Server;
  readonly #random: () => number;
  readonly #connections = new Set<{ ends: Socket[]; dead: boolean }>();
  #slow = false;

  private constructor(port: number, random: () => number) {
    this.#random = random;
    this.#server = createServer((client) => this.#join(client, connect(port, "127.0.0.1")));
  }

  /** A wire to the server at `port`; `random` says what is lost. */
  static async to(port: number, random: () => number): Promise<Wire> {
    const wire = new Wire(port, random);
    await once(wire.#server.listen(0, "127.0.0.1"), "listening");
    return wire;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Nothing passes any more on the connections that are there now, and they stay open. */
  kill(): void {
    for (const connection of this.#connections) connection.dead = true;
  }

  set slow(slow: boolean) {
    this.#slow = slow;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    for (const { ends } of this.#connections) for (const end of ends) end.destroy();
    await once(this.#server, "close");
  }

  #join(client: Socket, server: Socket): void {
    const connection = { ends: [client, server], dead: false };
    this.#connections.add(connection);
    const pass = (from: Socket, to: Socket) => {
      const queue: { due: number; send: () => unknown }[] = [];
      const sendDue = () => {
        const now = performance.now();
        while (queue[0] && queue[0].due <= now) {
          const { send } = queue.shift()!;
          if (!connection.dead && !to.destroyed) send();
        }
        if (queue[0]) setTimeout(sendDue, Math.ceil(queue[0].due - now));
      };
      /** In the order in which it came, and not before its time. */
      const later = (send: () => unknown) => {
        const delay = this.#slow ? DELAY_MS + (this.#random() < LOSS ? RETRANSMISSION_MS : 0) : 0;
        const due = Math.max(queue.at(-1)?.due ?? 0, performance.now() + delay);
        if (queue.push({ due, send }) === 1) sendDue();
      };
      from.on("data", (data) =>
        later(() => {
          if (to.write(data)) return;
          from.pause();
          to.once("drain", () => from.resume());
        }),
      );
      from.once("end", () => later(() => to.end()));
      from.once("error", () => later(() => to.resetAndDestroy()));
      from.once("close", () => {
        if (to.destroyed) this.#connections.delete(connection);
      });
    };
    pass(client, server);
    pass(server, client);
  }
}
