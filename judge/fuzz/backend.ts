import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { type Backend, contentOf } from "./case";
import { type Body, type Fields, framingOf, type Head, Input, valueOf } from "./input";

/** What a backend has heard of a request. */
export interface Heard {
  line: string;
  fields: Fields;
  body: Body;
}

/** What goes on at the backend while one case is played. */
export interface Play {
  script: Backend;
  heard: Heard[];
  /** Resolves when the script has come to where it says nothing more. */
  stalled: PromiseWithResolvers<void>;
  /** Resolves when the connection on which it stalls is closed by the other side. */
  left: PromiseWithResolvers<void>;
}

/** A backend that does byte for byte what a script says. Requests are for `/v1/<play>`; those for `/v1/<play>?second` get a plain answer. */
export interface ScriptedBackend {
  url: string;
  play(script: Backend): { path: string; play: Play };
  [Symbol.asyncDispose](): Promise<void>;
}

export async function startScriptedBackend(): Promise<ScriptedBackend> {
  const plays = new Map<string, Play>();
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).once("close", () => sockets.delete(socket));
    void serve(socket, plays);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  let count = 0;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    play(script) {
      const id = `play-${count++}`;
      const play: Play = {
        script,
        heard: [],
        stalled: Promise.withResolvers(),
        left: Promise.withResolvers(),
      };
      plays.set(id, play);
      return { path: `/v1/${id}`, play };
    },
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
}

async function serve(socket: Socket, plays: Map<string, Play>): Promise<void> {
  const input = new Input(socket);
  for (let head = await input.head(); head; head = await input.head()) {
    const play = plays.get(/^\S+ \/v1\/(play-\d+)/.exec(head.start)?.[1] ?? "");
    if (!play || socket.destroyed) return void socket.destroy();
    const stays = await answer(socket, input, head, play);
    if (!stays) return;
  }
  socket.end();
}

/** Plays the script; returns whether the connection stays for another request. */
async function answer(socket: Socket, input: Input, head: Head, play: Play): Promise<boolean> {
  const { script, heard } = play;
  const second = head.start.includes("?second");
  const early = script.early && !second;
  if (!early && valueOf(head.fields, "expect") !== undefined) socket.write("HTTP/1.1 100 Continue\r\n\r\n");
  const body = input.body(framingOf(head.fields, "none"));
  void body.then((body) => heard.push({ line: head.start, fields: head.fields, body }));
  if (!early) {
    const { complete } = await body;
    if (!complete) return false;
  }
  if (second) {
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecond");
    return true;
  }
  const method = head.start.split(" ")[0]!;
  const wire = wireOf(script, method);
  const { breaks, writes } = script;
  if (breaks?.how === "stall") {
    socket.once("end", () => socket.destroy());
    socket.once("close", () => {
      play.stalled.resolve(); // who wants no more of it may leave before
      play.left.resolve();
    });
  }
  const until = breaks ? Math.floor((wire.length * breaks.at) / 1_000) : wire.length;
  let at = 0;
  for (const write of [...writes, 1_000]) {
    const to = Math.min(until, Math.floor((wire.length * write) / 1_000));
    if (to <= at) continue;
    if (socket.destroyed) return false;
    if (!socket.write(wire.subarray(at, to))) await drained(socket);
    at = to;
    await turn();
  }
  if (breaks?.how === "stall") {
    play.stalled.resolve();
    return false;
  }
  if (breaks?.how === "reset") return void socket.resetAndDestroy() as unknown as false;
  const asked = valueOf(head.fields, "connection")?.toLowerCase();
  const old = head.start.endsWith("/1.0") && asked !== "keep-alive";
  if (breaks || closes(script, method) || asked === "close" || old) {
    socket.end();
    return false;
  }
  await body;
  return true;
}

/** Resolves when `socket` takes more, or is closed. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once("drain", resolve).once("close", () => resolve()));
}

const isEmpty = (status: number, method: string) => method === "HEAD" || status === 204 || status === 304;

const closes = (script: Backend, method: string) =>
  script.closes || (script.framing === "until closed" && !isEmpty(script.status, method));

/** The bytes of the whole answer. */
export function wireOf(script: Backend, method: string): Buffer {
  const { version, interim, status, reason, type, coding, framing } = script;
  const content = contentOf(script);
  const empty = isEmpty(status, method);
  const fields: Fields = [...script.fields];
  if (type !== undefined) fields.push(["Content-Type", type]);
  if (coding) fields.push(["Content-Encoding", coding]);
  if (framing === "length" && status !== 204)
    fields.push(["Content-Length", String(content.reduce((sum, { length }) => sum + length, 0))]);
  if (framing === "chunked" && status !== 204 && status !== 304)
    fields.push(["Transfer-Encoding", "chunked"]);
  if (framing === "chunked" && !empty && script.trailers.length > 0)
    fields.push(["Trailer", script.trailers.map(([name]) => name).join(", ")]);
  if (closes(script, method)) fields.push(["Connection", "close"]);
  const heads = interim.map(({ status, fields }) => `HTTP/1.1 ${status} Interim\r\n${lines(fields)}\r\n`);
  heads.push(`HTTP/${version} ${status} ${reason}\r\n${lines(fields)}\r\n`);
  const body = empty ? [] : framing === "chunked" ? chunked(script, content) : content;
  return Buffer.concat([Buffer.from(heads.join(""), "latin1"), ...body]);
}

export const lines = (fields: Fields) => fields.map(([name, value]) => `${name}: ${value}\r\n`).join("");

function chunked({ oddChunks, trailers }: Backend, content: Buffer[]): Buffer[] {
  const size = ({ length }: Buffer) =>
    oddChunks ? `000${length.toString(16).toUpperCase()};x="y";z` : length.toString(16);
  const chunks = content
    .filter(({ length }) => length > 0)
    .flatMap((chunk) => [Buffer.from(`${size(chunk)}\r\n`), chunk, Buffer.from("\r\n")]);
  return [...chunks, Buffer.from(`0\r\n${lines(trailers)}\r\n`, "latin1")];
}
