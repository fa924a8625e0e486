/**
 * Has `process.exit` wait for `flush`. Next calls it as soon as the last connection is closed (Next 15.5 and 16, start-server.js),
 * waits for nobody, and Node's own `exit` event takes no promise.
 */
export function flushBeforeExit(flush: () => Promise<void>): void {
  const exit = process.exit.bind(process);
  process.exit = ((code) => void flush().finally(() => exit(code))) as typeof process.exit;
}
