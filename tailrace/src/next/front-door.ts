import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import path from "node:path";
import type { AnyParams, Declaration } from "../hop.ts";
import { responseOn } from "../node/response-on.ts";
import { serve } from "../node/serve.ts";
import { Access, currentAccess } from "../observe/access.ts";
import { settleHost } from "../observe/settle-host.ts";
import { Refusal } from "../problem.ts";
import { isUnder, splitTarget, withoutOrigin } from "../rules/request-target.ts";
import { shared } from "../shared.ts";
import { developmentRoutes } from "./development-routes.ts";
import { serverFolder } from "./proxy-matcher.ts";
import { builtRoutes, readManifest, type Routes } from "./routes.ts";
import { type First, takeServer } from "./take-server.ts";

/**
 * Has the hop answer what is its own before Next's router sees it, where that is certain: under its prefix, what has no route of
 * the app's and what a `route.ts` has declared with `forward` or `eventStream`. Everything else is Next's: the app's own handlers,
 * pages and files, and whatever a redirect, a header rule, a rewrite or `proxy.ts` has something to say of. The same request gets
 * the same answer in both ways; before Next it costs a fraction, and nothing of HTTP is lost.
 *
 * To be called anew for each hop. Resolves with why it is closed, if it is; undefined if it is open.
 */
export async function openFrontDoor(open: boolean): Promise<string | undefined> {
  const state = shared();
  if (!state.door) takeServer((state.door = new FrontDoor()));
  state.door.routes = undefined;
  if (!open) return "it is not to be open";
  try {
    state.door.routes = await readRoutes();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** What the app in this process says of its routes. */
async function readRoutes(): Promise<Routes> {
  const server = serverFolder();
  if (!server) throw new Error("Next has not loaded it from an instrumentation.ts");
  const dist = path.dirname(server);
  const manifest = readManifest(dist);
  const prefixes = [...shared().hops.keys()];
  return manifest.dynamicRoutes
    ? builtRoutes(dist, manifest, prefixes)
    : developmentRoutes(dist, manifest, prefixes);
}

/** Where a request leads to. */
interface Found {
  declaration: Declaration;
  params: AnyParams;
  /** The name of its route. */
  route?: string;
}

export class FrontDoor implements First {
  /** Undefined as long as everything is Next's. */
  routes: Routes | undefined;

  request(request: IncomingMessage, _response: ServerResponse, next: () => void): void {
    const access = currentAccess()!;
    if (access.target === "*") return answerForServer(access);
    const found = this.#find(access.path, request.method!);
    if (!found) return request.method === "TRACE" ? refuseTrace(access) : next();
    access.hopRoute = found.route;
    serve(found.declaration, found.params, access, next);
  }

  isOrdinary(request: IncomingMessage): boolean {
    const { upgrade = "", "transfer-encoding": chunked, "content-length": length = "0" } = request.headers;
    // A client that would speak HTTP/2 over this connection does without (RFC 9113, 3.1); one with a body has more to say first.
    if (/^h2c?\b/i.test(upgrade) || chunked !== undefined || length !== "0") return true;
    const { path } = splitTarget(withoutOrigin(request.url!));
    return prefixOf(path) !== undefined && !this.#find(path, request.method!);
  }

  upgrade(request: IncomingMessage, socket: Socket, first: Buffer, next: () => void): void {
    settleHost(request);
    const found = this.#find(splitTarget(request.url!).path, request.method!);
    if (!found) return next();
    const response = responseOn(socket, request);
    const access = new Access(request, response).track();
    access.hopRoute = found.route;
    const unserved = (error: unknown) => {
      console.error(error); // as Next does
      response.writeHead(500, { "content-length": 0 }).end();
    };
    const upgrade = { protocol: request.headers.upgrade!, first };
    shared().accesses.run(access, () => serve(found.declaration, found.params, access, unserved, upgrade));
  }

  /** Where a request leads to that is for the hop to answer; undefined for any that Next would not, for sure, bring here. */
  #find(at: string, method: string): Found | undefined {
    const { routes } = this;
    const prefix = prefixOf(at);
    if (!routes || prefix === undefined) return undefined;
    const route = routes.at(at);
    // Who decodes a path, or takes away empty segments, must find nothing else than who does not.
    for (const form of formsOf(at)) {
      if (routes.hasRule(form)) return undefined;
      const other = form === at ? undefined : routes.at(form);
      if (other && other.page !== route?.page) return undefined;
    }
    if (route) {
      if (!route.declarations) return undefined;
      const get = method === "HEAD" ? route.declarations.get("GET") : undefined;
      const declaration = route.declarations.get(method) ?? get;
      try {
        if (declaration) return { declaration, params: route.params?.() ?? {}, route: route.page };
      } catch {
        return undefined;
      }
    }
    const declaration = shared().hops.get(prefix)!;
    return { declaration, params: {}, route: declaration.route };
  }
}

const ALLOW = { allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" };

/** `*` is the server as a whole, of which only OPTIONS asks (RFC 9110, 9.3.7; RFC 9112, 3.2.4). Next answers 500. */
function answerForServer(access: Access): void {
  if (access.request.method === "OPTIONS") access.response.writeHead(204, ALLOW).end();
  else refuse(access, new Refusal("invalid_request", "The request target * is for OPTIONS only."));
}

/** Next answers 500: no `Request` may have this method (WHATWG Fetch, 2.2.1). */
function refuseTrace(access: Access): void {
  refuse(access, new Refusal("method_not_allowed", "TRACE is not answered here."), ALLOW);
}

function refuse(access: Access, refusal: Refusal, more?: typeof ALLOW): void {
  access.error = refusal;
  const { status, headers, body } = refusal.toAnswer(access.requestId);
  access.response
    .writeHead(status, { ...headers, ...more, "content-length": Buffer.byteLength(body) })
    .end(body);
}

/** The prefix of the hop that `at` is under. */
function prefixOf(at: string): string | undefined {
  for (const prefix of shared().hops.keys()) if (isUnder(at, prefix)) return prefix;
}

/** A path as it stands, and as it is for those who read more into it. */
function formsOf(at: string): string[] {
  if (!at.includes("%") && !at.includes("//")) return [at];
  const collapsed = (text: string) => text.replace(/\/{2,}/g, "/");
  const segments = decoded(at.replace(/%2f/gi, "%252f"));
  return [at, collapsed(at), segments, collapsed(segments), collapsed(decoded(at))];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  }
}
