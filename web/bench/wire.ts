// What backend and load agree on. Both speak HTTP over bare sockets: Node's own parser would cost more than what is measured.

/** Comes before the time in an event and nowhere else. */
export const MARK = "@".charCodeAt(0);
/** Digits of the time that follows: CLOCK_MONOTONIC in µs, which all processes of a machine share. */
export const TIME_DIGITS = 16;

const EVENT_BYTES = 100;

export function nowMicros(): number {
  const [seconds, nanos] = process.hrtime();
  return seconds * 1e6 + Math.floor(nanos / 1e3);
}

/** An event of 100 bytes that carries the time. */
export function event(micros: number): string {
  const start = `data: @${String(micros).padStart(TIME_DIGITS, "0")} `;
  return `${start.padEnd(EVENT_BYTES - 2, "x")}\n\n`;
}

/** A JSON document of `bytes` bytes. */
export function json(bytes: number): string {
  const item = '{"id":"7f3a","name":"api","status":"running"},';
  const items = item.repeat(Math.ceil(bytes / item.length)).slice(0, bytes - 2 * item.length);
  const whole = items.slice(0, items.lastIndexOf("}") + 1);
  return `[${whole},"`.padEnd(bytes - 2, "x") + '"]';
}
