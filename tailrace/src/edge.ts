/**
 * What an edge runtime gets of this library, which needs Node: Next compiles `instrumentation.ts` for it too, where an app has
 * anything that runs there, and `register` has nothing to do then.
 */
export { BackendError, Problem, Refusal } from "./problem.ts";
export { path } from "./rules/path.ts";

function onlyInNode(): never {
  throw new Error('tailrace needs the Node.js runtime: remove `export const runtime = "edge"`.');
}

export const visitor = onlyInNode;

/** A hop that does nothing but say that it cannot. */
export function createHop() {
  const handlers = {
    GET: onlyInNode,
    HEAD: onlyInNode,
    POST: onlyInNode,
    PUT: onlyInNode,
    PATCH: onlyInNode,
    DELETE: onlyInNode,
    OPTIONS: onlyInNode,
  };
  return {
    backendFetch: onlyInNode,
    forward: () => onlyInNode,
    eventStream: () => onlyInNode,
    handlers,
    register: () => Promise.resolve(),
    refusalOfHost() {},
    door: "closed",
    isDraining: false,
  };
}
