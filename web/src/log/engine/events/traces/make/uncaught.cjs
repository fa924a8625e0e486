// What Node writes of an error that has causes and nobody catches: `node uncaught.cjs`.
function pay() {
  throw Object.assign(new Error("no money"), { code: "E_MONEY", details: { needed: 7, there: 3 } });
}

let cause;
try {
  pay();
} catch (error) {
  cause = error;
}
throw new Error("order failed", { cause });
