import type { Duplex } from "node:stream";
import type { Access, Ended, Passage } from "../observe/access.ts";
import { BackendError } from "../problem.ts";
import { shared } from "../shared.ts";

/**
 * The client's connection and the backend's, joined after a change of protocol (RFC 9110, 7.8): each side's bytes pass as they
 * come, and a side that takes none holds the other back. What is sent, and when it is over, is the matter of the two ends.
 */
export class Tunnel implements Passage {
  reason: Ended | undefined;
  readonly #access: Access;
  readonly #backend: Duplex;
  readonly #client: Duplex;
  readonly #readBefore: number;
  /** As `performance.now()`, while the client is behind. */
  #pausedAt: number | undefined;
  #pausedMs = 0;

  constructor(access: Access, backend: Duplex) {
    this.#access = access;
    this.#backend = backend;
    this.#client = access.socket;
    this.#readBefore = access.socket.bytesRead;
  }

  /** `first`: what the client has sent of the new protocol already. */
  open(first: Buffer): this {
    const [client, backend] = [this.#client, this.#backend];
    const entry = shared().tunnels.add(this);
    client.on("error", () => {}); // its close says enough
    backend.on("error", (cause) => {
      if (this.reason) return;
      this.reason = "backend_broke";
      const text = "The backend broke off in the middle of a tunnel.";
      this.#access.error = new BackendError("backend_broke_off", text, { cause });
    });
    client.once("end", () => (this.reason ??= "client_left"));
    backend.once("end", () => (this.reason ??= "backend_ended"));
    backend.on("pause", () => (this.#pausedAt ??= performance.now()));
    backend.on("resume", () => {
      this.#pausedMs = this.waitedForClientMs;
      this.#pausedAt = undefined;
    });
    client.once("close", () => {
      this.reason ??= "client_left";
      shared().tunnels.delete(entry);
      backend.destroy();
    });
    backend.once("close", () => {
      this.reason ??= "backend_broke";
      client.destroy();
    });
    if (first.length > 0) client.unshift(first);
    client.pipe(backend).pipe(client);
    return this;
  }

  get waitedForClientMs(): number {
    return this.#pausedMs + (this.#pausedAt === undefined ? 0 : performance.now() - this.#pausedAt);
  }

  /** Bytes from the client after the change of protocol. */
  get receivedBytes(): number {
    return this.#access.socket.bytesRead - this.#readBefore;
  }

  /** For the end of the process. */
  cut(): void {
    this.reason ??= "drained";
    this.#client.destroy();
  }
}
