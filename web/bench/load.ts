// The load generator: opens streams, times events, and asks for JSON.
import { Connection } from "./connection.ts";
import { serve } from "./child.ts";
import { Histogram } from "./histogram.ts";
import { json, MARK, nowMicros, TIME_DIGITS } from "./wire.ts";

const streams: Connection[] = [];
let received = 0;
let closed = 0;
let delays = new Histogram();

/** Opens a stream on a connection of its own and resolves with the ms until its head, or undefined after `limitMs`. */
function openStream({ port, path, headers }: Target, limitMs: number): Promise<number | undefined> {
  const stream = new Connection(port);
  const start = nowMicros();
  streams.push(stream);
  stream.onClose = () => closed++;
  stream.get(path, headers);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), limitMs);
    stream.onHead = ({ status, text }) => {
      clearTimeout(timer);
      if (status !== 200 || !text.includes("text/event-stream")) return reject(new Error(text));
      if (text.includes("content-encoding")) return reject(new Error("The stream is compressed."));
      resolve((nowMicros() - start) / 1e3);
    };
    stream.onData = timeEvents();
  });
}

/** Takes the time out of each event that passes, however the bytes were cut. */
function timeEvents(): (data: Buffer) => void {
  let digits = -1; // seen of the time that is being read; -1 between events
  let micros = 0;
  return (data) => {
    const now = nowMicros();
    for (let i = digits < 0 ? data.indexOf(MARK) : 0; i >= 0 && i < data.length;) {
      if (digits < 0) {
        digits = micros = 0;
        i++;
      }
      for (; digits < TIME_DIGITS && i < data.length; digits++) micros = micros * 10 + (data[i++]! - 48);
      if (digits < TIME_DIGITS) return;
      digits = -1;
      received++;
      delays.add(now - micros);
      i = data.indexOf(MARK, i);
    }
  };
}

interface Target {
  port: number;
  path: string;
  /** Lines that each end with CRLF. */
  headers: string;
}

const commands = {
  /** Opens `count` streams, `atOnce` at a time; the ms until each one's head, without those that took longer than `limitMs`. */
  async open({
    count,
    atOnce,
    limitMs,
    ...target
  }: Target & { count: number; atOnce: number; limitMs: number }) {
    const times: (number | undefined)[] = [];
    for (let left = count; left > 0; left -= atOnce) {
      const batch = Array.from({ length: Math.min(atOnce, left) }, () => openStream(target, limitMs));
      times.push(...(await Promise.all(batch)));
    }
    return times.filter((time) => time !== undefined);
  },

  streams: () => streams.length,

  close() {
    for (const stream of streams.splice(0)) stream.close();
    closed = 0;
  },

  /** What arrived on the open streams since the last call: events, their delays in µs, and streams that were cut. */
  takeEvents() {
    const taken = { events: received, closed, delay: delays.summary() };
    received = 0;
    delays = new Histogram();
    return taken;
  },

  /** Reads `count` endless streams for `ms`, after `warmUpMs`; the bytes that came after that, and in all. */
  async burst({
    port,
    path,
    headers,
    count,
    warmUpMs,
    ms,
  }: Target & { count: number; warmUpMs: number; ms: number }) {
    let allBytes = 0;
    const readers = Array.from({ length: count }, () => new Connection(port));
    for (const reader of readers) {
      reader.onData = (data) => (allBytes += data.length);
      reader.get(path, headers);
    }
    await sleep(warmUpMs);
    const start = { bytes: allBytes, micros: nowMicros() };
    await sleep(ms);
    const result = { bytes: allBytes - start.bytes, allBytes, micros: nowMicros() - start.micros };
    readers.forEach((reader) => reader.close());
    return result;
  },

  /** Asks on `connections` connections, each as soon as it has its answer, for `ms`; how many answers came. */
  async requests({ port, path, connections, ms, headers }: Target & { connections: number; ms: number }) {
    const end = nowMicros() + ms * 1e3;
    let answers = 0;
    /** One connection until the time is up, or until the server closes it, as nginx does after 1,000 answers. */
    const work = async (): Promise<void> => {
      const connection = new Connection(port);
      let last = false;
      await new Promise<void>((resolve, reject) => {
        connection.onHead = ({ status, text }) => {
          if (status !== 200) reject(new Error(`The answer is a ${status}.`));
          last = text.includes("\r\nconnection: close");
        };
        connection.onClose = () => reject(new Error("The connection was closed before the answer."));
        connection.onEnd = () => {
          answers++;
          if (last || nowMicros() >= end) resolve();
          else connection.get(path, headers);
        };
        connection.get(path, headers);
      });
      connection.close();
      if (nowMicros() < end) await work();
    };
    const start = nowMicros();
    await Promise.all(Array.from({ length: connections }, work));
    return { answers, micros: nowMicros() - start };
  },

  /** Asks every `everyMs` for `ms`, whether or not earlier answers are here; the times of all answers in µs. */
  async latency({ port, path, headers, everyMs, ms }: Target & { everyMs: number; ms: number }) {
    const times = new Histogram();
    const idle: Connection[] = [];
    const all: Connection[] = [];
    const ask = () => {
      const start = nowMicros();
      let connection = idle.pop();
      if (!connection) all.push((connection = new Connection(port)));
      const asked = connection;
      asked.onEnd = () => {
        times.add(nowMicros() - start);
        idle.push(asked);
      };
      asked.get(path, headers);
    };
    const timer = setInterval(ask, everyMs);
    await sleep(ms);
    clearInterval(timer);
    for (let i = 0; i < 500 && idle.length < all.length; i++) await sleep(10);
    all.forEach((connection) => connection.close());
    return times.summary();
  },

  /** The body of one answer, checked against what the backend sends. */
  async validateJson({ port, path, bytes }: Pick<Target, "port" | "path"> & { bytes: number }) {
    // Accepts compression, and decodes it.
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    const body = await response.text();
    if (response.status !== 200 || body !== json(bytes)) {
      throw new Error(`${path} is not as the backend sent it: ${response.status} ${body.slice(0, 200)}`);
    }
  },
};
export type LoadCommands = typeof commands;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

serve(commands);
