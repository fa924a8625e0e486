// Writes what console.error shows of errors, and ends by one that nobody catches: `node trace.mjs`.
import { readFileSync } from "node:fs";

async function order() {
  try {
    readFileSync("/nonexistent");
  } catch (cause) {
    throw new Error("order failed", { cause });
  }
}

console.error(await order().catch((error) => error));
console.error("after the first");
console.error("could not order:", new TypeError("no such order\nof two lines"));
console.error("after the second");
console.error(
  await Promise.any([order(), Promise.reject(new RangeError("too many"))]).catch((error) => error),
);
console.error("after the third");
console.error({ id: 7, lines: [{ name: "a", tags: ["x".repeat(60), "y".repeat(60)] }], when: new Date(0) });
console.error("after the object");
process.emitWarning("it is old", "DeprecationWarning");
await new Promise((resolve) => setTimeout(resolve, 10));
JSON.parse('{"a":');
