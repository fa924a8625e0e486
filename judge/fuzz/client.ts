import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setImmediate as turn, setTimeout as sleep } from "node:timers/promises";
import { lines, type Play } from "./backend";
import { type Client, joined, bytesOf } from "./case";
import { type Body, type Fields, framingOf, Input } from "./input";

export interface Answer {
  interim: { status: number; fields: Fields }[];
  status: number;
  reason: string;
  fields: Fields;
  body: Body;
}

/** What a client has seen: its answers, and whether the connection was closed as it had asked for. */
export interface Seen {
  answers: Answer[];
  closed: boolean | undefined;
}

// Many times what a case takes; one that hangs is tried again and again while it is made smaller.
const PATIENCE_MS = 5_000;

/** Plays the client's part against `origin`; `path` is where the backend's play is found there. */
export async function talk(origin: string, path: string, script: Client, play: Play): Promise<Seen> {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true, noDelay: true });
  const input = new Input(socket);
  await once(socket, "connect");
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing more came in ${PATIENCE_MS / 1_000} s`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([silence, converse(socket, input, path, script, play)]);
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

async function converse(
  socket: Socket,
  input: Input,
  path: string,
  script: Client,
  play: Play,
): Promise<Seen> {
  const sending = send(socket, input, path, script);
  if (play.script.breaks?.how === "stall") {
    await play.stalled.promise;
    socket.destroy();
    await play.left.promise;
    return { answers: [], closed: undefined };
  }
  if (script.dawdles > 0) {
    socket.pause();
    await sleep(script.dawdles);
    socket.resume();
  }
  const early = await sending;
  const answers: Answer[] = [];
  for (const method of script.pipelines ? [script.method, "GET"] : [script.method]) {
    const answer = (answers.length === 0 && early) || (await read(input, method));
    if (answer) answers.push(answer);
    if (!answer?.body.complete) break;
  }
  const asksToClose = script.connection === "close" || script.halfCloses;
  if (asksToClose && answers.length > 0 && !input.over) await input.body("until closed");
  return { answers, closed: asksToClose ? input.over !== undefined : undefined };
}

/** Sends the request, or both; returns the answer that came in place of a `100 Continue`, if one did. */
async function send(socket: Socket, input: Input, path: string, script: Client): Promise<Answer | undefined> {
  const { version, method, suffix, fields, body, expects, connection } = script;
  const all: Fields = [["Host", "localhost"], ...fields];
  if (connection) all.push(["Connection", connection]);
  if (body?.framing === "length") all.push(["Content-Length", String(joined(body.parts).length)]);
  if (body?.framing === "chunked") all.push(["Transfer-Encoding", "chunked"]);
  if (expects) all.push(["Expect", "100-continue"]);
  const head = Buffer.from(`${method} ${path}${suffix} HTTP/${version}\r\n${lines(all)}\r\n`, "latin1");
  const content = body ? contentOf(body) : Buffer.alloc(0);
  if (expects) {
    await write(socket, head, script.writes);
    const first = await read(input, method, { waits: true });
    if (first?.status !== 100) {
      socket.end(); // the body that was announced does not come
      return first;
    }
    await write(socket, content, script.writes);
  } else {
    const second = script.pipelines ? `GET ${path}?second HTTP/1.1\r\nHost: localhost\r\n\r\n` : "";
    await write(socket, Buffer.concat([head, content, Buffer.from(second)]), script.writes);
  }
  if (script.halfCloses) socket.end();
}

function contentOf({ framing, parts }: NonNullable<Client["body"]>): Buffer {
  if (framing === "length") return joined(parts);
  const chunks = parts
    .map(bytesOf)
    .filter(({ length }) => length > 0)
    .flatMap((chunk) => [Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from("\r\n")]);
  return Buffer.concat([...chunks, Buffer.from("0\r\n\r\n")]);
}

/** `bytes`, with a turn of the event loop where `borders`, in thousandths of them, are. */
async function write(socket: Socket, bytes: Buffer, borders: number[]): Promise<void> {
  let at = 0;
  for (const border of [...borders, 1_000]) {
    const to = Math.floor((bytes.length * border) / 1_000);
    if (to <= at) continue;
    socket.write(bytes.subarray(at, to));
    at = to;
    await turn();
  }
}

/** The next answer, or the 100 that a client waits for; any other is nothing to it (RFC 9110, 15.2). Undefined if there is none. */
async function read(input: Input, method: string, { waits = false } = {}): Promise<Answer | undefined> {
  const interim: Answer["interim"] = [];
  for (;;) {
    const head = await input.head();
    if (!head) return undefined;
    const [, code, reason] = /^HTTP\/1\.[01] (\d{3}) ?(.*)$/.exec(head.start) ?? [];
    const status = Number(code);
    const { fields } = head;
    if (status === 100 && !waits) continue;
    if (status === 100) return { interim, status, reason: reason!, fields, body: await input.body("none") };
    if (status < 200) {
      interim.push({ status, fields });
      continue;
    }
    const empty = method === "HEAD" || status === 204 || status === 304;
    const body = await input.body(empty ? "none" : framingOf(fields, "until closed"));
    return { interim, status, reason: reason!, fields, body };
  }
}
