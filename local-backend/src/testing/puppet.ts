import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { onTestFinished } from "vitest";

// The program: writes and exits as it is told over a socket, one JSON array a line.
const PROGRAM = `
  const socket = require("node:net").connect(+process.argv[1], "127.0.0.1");
  require("node:readline").createInterface({ input: socket }).on("line", (line) => {
    const [to, what] = JSON.parse(line);
    if (to === "exit") process.exit(what);
    process[to].write(Buffer.from(what, "base64"), () => socket.write("written\\n"));
  });`;

export type Puppet = {
  /** Resolves when the program has handed the bytes to its output. */
  write(output: "stdout" | "stderr", bytes: Uint8Array | string): Promise<void>;
  exit(code: number): void;
};

/** A real program in the test's hand: an entry to run it, and each process of it that has begun. */
export async function puppet(id: string): Promise<{ entry: object; begun(): Promise<Puppet> }> {
  const server = createServer();
  const sockets: Socket[] = [];
  server.on("connection", (socket) => {
    socket.on("error", () => {}); // Killed by the test.
    sockets.push(socket);
    server.emit("puppet");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return {
    entry: { id, command: ["node", "-e", PROGRAM, String((server.address() as AddressInfo).port)] },
    async begun() {
      if (sockets.length === 0) await once(server, "puppet");
      const socket = sockets.shift()!;
      const tell = (...order: unknown[]) => socket.write(JSON.stringify(order) + "\n");
      return {
        async write(output, bytes) {
          tell(output, Buffer.from(bytes).toString("base64"));
          await once(socket, "data");
        },
        exit: (code) => void tell("exit", code),
      };
    },
  };
}
