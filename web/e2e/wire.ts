import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** What stands between the browser and the server. */
export interface Wire {
  url: string;
  /** Nothing passes any more on the streams that are open, and they are not closed: nobody is told. */
  cut(): void;
  /** New connections pass again. */
  mend(): void;
  /** New connections go to the web server at `url`. */
  leadTo(url: string): void;
  close(): void;
}

/** A wire to the web server at `url`. */
export async function startWire(url: string): Promise<Wire> {
  const sockets = new Set<Socket>();
  const streaming = new Set<Socket>();
  let whole = true;
  let port = Number(new URL(url).port);
  const proxy = createServer((client) => {
    sockets.add(client);
    client.once("close", () => sockets.delete(client));
    if (!whole) return;
    const server = connect(port, "127.0.0.1");
    sockets.add(server);
    server.once("close", () => sockets.delete(server));
    client.on("data", (data) => {
      if (/\/logs\?|\/v1\/events/.test(data.toString("latin1"))) streaming.add(client).add(server);
    });
    client.on("error", () => server.destroy()).pipe(server);
    server.on("error", () => client.destroy()).pipe(client);
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    cut() {
      whole = false;
      for (const socket of sockets) {
        if (streaming.has(socket)) socket.unpipe().pause();
        else socket.destroy(); // idle, the server closes it after 5 s, and the browser does not use it again
      }
    },
    mend() {
      whole = true;
    },
    leadTo(url) {
      port = Number(new URL(url).port);
    },
    close() {
      sockets.forEach((socket) => socket.destroy());
      proxy.close();
    },
  };
}
