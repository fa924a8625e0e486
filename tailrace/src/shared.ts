import { AsyncLocalStorage } from "node:async_hooks";
import type { Pool } from "./exchange/pool.ts";
import type { Access } from "./observe/access.ts";
import type { Declaration } from "./hop.ts";
import type { FrontDoor } from "./next/front-door.ts";
import type { Tunnel } from "./node/tunnel.ts";
import type { Observer } from "./observe/observers.ts";
import { OpenList } from "./open-list.ts";
import type { OpenStream } from "./stream/open-streams.ts";

/** What is one in a process, however often this library and the app's own `lib/backend.ts` are loaded in it. */
interface Shared {
  /** Whether requests are kept track of and a shutdown is prepared. */
  registered: boolean;
  readonly observers: Observer[];
  /** The request under way. */
  readonly accesses: AsyncLocalStorage<Access>;
  /** Requests whose answers are not over. */
  readonly open: OpenList<Access>;
  /** Event streams that are open, by their heartbeat's milliseconds. */
  readonly streams: Map<number, { streams: OpenList<OpenStream>; timer: NodeJS.Timeout }>;
  /** Connections that have changed their protocol. */
  readonly tunnels: OpenList<Tunnel>;
  /** Kept connections to the backends. */
  readonly pools: Map<string, Pool>;
  /** Who waits for a backend where nobody listens, by its origin. */
  readonly awaited: Map<string, Set<() => void>>;
  /** Where what has no route of its own leads to, by the prefix of its paths. */
  readonly hops: Map<string, Declaration>;
  /** What answers before Next does, from the first hop's registration on. */
  door?: FrontDoor;
  /** Whether a shutdown is under way. */
  draining: boolean;
  /** Whether a shutdown has cut, or is about to cut, all connections that were left. */
  cut: boolean;
}

// Next loads instrumentation.ts, route handlers, pages and proxy.ts as separate module graphs; only globalThis is common.
const KEY = Symbol.for("tailrace");

/** The process's one state; made at the first call, so that an import does nothing. */
export function shared(): Shared {
  return ((globalThis as { [KEY]?: Shared })[KEY] ??= {
    registered: false,
    observers: [],
    accesses: new AsyncLocalStorage(),
    open: new OpenList(),
    streams: new Map(),
    tunnels: new OpenList(),
    pools: new Map(),
    awaited: new Map(),
    hops: new Map(),
    draining: false,
    cut: false,
  });
}
