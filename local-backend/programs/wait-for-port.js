// Waits until something listens on a port, and gives up at a deadline.
// Usage: wait-for-port.js <host> <port> <deadline in seconds>
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const [host, port, deadline] = process.argv.slice(2);
const until = performance.now() + Number(deadline) * 1000;
let pause = 500;

console.log(`waiting up to ${deadline} s for ${host}:${port}`);
for (let attempt = 1; ; attempt += 1) {
  const socket = connect(Number(port), host);
  try {
    await once(socket, "connect", { signal: AbortSignal.timeout(2000) });
    console.log(`attempt ${attempt}: ${host}:${port} accepts connections`);
    socket.destroy();
    break;
  } catch (error) {
    socket.destroy();
    const left = Math.round((until - performance.now()) / 1000);
    if (left <= 0) {
      console.error(
        `\x1b[31mERROR\x1b[0m nothing listens on ${host}:${port} after ${attempt} attempts in ${deadline} s: ${error.message}`,
      );
      process.exitCode = 1;
      break;
    }
    console.error(`\x1b[33mWARN\x1b[0m attempt ${attempt}: ${error.message}; ${left} s left`);
    await sleep(Math.min(pause, left * 1000));
    pause = Math.min(pause * 2, 4000);
  }
}
