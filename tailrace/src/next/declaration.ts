import type { Declaration } from "../hop.ts";

// Next loads the app's handlers and instrumentation.ts as separate module graphs.
const DECLARATION = Symbol.for("tailrace.declaration");

/** Has `handler` bear where it leads to, so that the front door can go there by itself. */
export function declare<Handler extends object, Params>(
  handler: Handler,
  declaration: Declaration<Params>,
): Handler {
  return Object.assign(handler, { [DECLARATION]: declaration });
}

/** Where `handler` leads to; undefined for one that the app has written itself. */
export function declarationOf(handler: unknown): Declaration | undefined {
  return (handler as { [DECLARATION]?: Declaration } | undefined)?.[DECLARATION];
}
