import type { IncomingHttpHeaders } from "node:http";
import type { Cause } from "./check.ts";

export type Hop = "nginx" | "ingress-nginx" | "Traefik" | "Caddy" | "AWS ALB" | "Cloudflare" | "Next.js";

/** What to set where, from each one's own manual. What has no line is not that hop's doing. */
export const SETTINGS: Record<Cause, Partial<Record<Hop, string>>> = {
  buffering: {
    nginx:
      "proxy_buffering off; and proxy_http_version 1.1; for the stream, no proxy_ignore_headers X-Accel-Buffering",
    "ingress-nginx": 'annotation nginx.ingress.kubernetes.io/proxy-buffering: "off"',
    Traefik: "no buffering middleware on this router",
    Caddy: "flush_interval -1 in reverse_proxy, and no response_buffers",
    "AWS ALB": "does not buffer, except for a Lambda target: use an instance or ip target",
    Cloudflare: "Response Buffering off (Enterprise); cloudflared streams text/event-stream only",
    "Next.js": "a route handler that returns the stream, not an external rewrite",
  },
  compression: {
    nginx: "gzip off; in the stream's location, or gzip_types without text/event-stream and *",
    "ingress-nginx": 'ConfigMap use-gzip: "false", or gzip-types without text/event-stream',
    Traefik: "compress.excludedContentTypes: [text/event-stream]",
    Caddy: "encode with a path matcher that leaves the stream out: its default types include text/*",
    "AWS ALB": "does not compress",
    Cloudflare: "Cache-Control: no-transform from the backend, or a compression rule that turns it off",
    "Next.js":
      "a route handler, not an external rewrite; or Cache-Control: no-transform; or compress: false in next.config",
  },
  "first byte": {
    nginx: "proxy_buffering off; in the stream's location",
    "ingress-nginx": 'annotation nginx.ingress.kubernetes.io/proxy-buffering: "off"',
    Traefik: "no buffering and no compress middleware on this router",
    Caddy: "encode with a path matcher that leaves the stream out: it holds headers until the first byte",
    Cloudflare: "Response Buffering off (Enterprise)",
    "Next.js": "headers go with the first byte of a body: write a comment, a colon and a line feed, at once",
  },
  idle: {
    nginx: "proxy_read_timeout 1h; (60s unless set)",
    "ingress-nginx": 'annotation nginx.ingress.kubernetes.io/proxy-read-timeout: "3600" (60 unless set)',
    Traefik: "entryPoints.<name>.transport.respondingTimeouts.writeTimeout: 0 (its default)",
    Caddy: "no read_timeout in reverse_proxy's transport http, no stream_timeout",
    "AWS ALB": "idle_timeout.timeout_seconds above the heartbeats' interval (60 unless set)",
    Cloudflare: "heartbeats more often than its Proxy Read Timeout (100 s or more)",
    "Next.js": "experimental.proxyTimeout for rewrites (30 s unless set); a route handler has no such limit",
  },
  http: {
    nginx: "http2 on; in the server with listen 443 ssl (before 1.25.1: listen 443 ssl http2)",
    "ingress-nginx": 'TLS on the Ingress, ConfigMap use-http2: "true" (its default)',
    Traefik: "TLS on the router; HTTP/2 is then its default",
    Caddy: "a site address with https; HTTP/2 and HTTP/3 are then its default",
    "AWS ALB": "an HTTPS listener, routing.http2.enabled=true (its default)",
    Cloudflare: "HTTP/2 on under Speed > Settings (its default)",
    "Next.js": "speaks HTTP/1.1 only: put one of the others in front",
  },
  "last-event-id": {
    nginx: "no proxy_pass_request_headers off",
    "Next.js": "the handler must pass the request's last-event-id header to the backend",
  },
  caching: {},
};

const BACKEND: Partial<Record<Cause, string>> = {
  buffering: "flush after each event; X-Accel-Buffering: no with the stream's headers",
  "first byte": "flush the headers before the first event is there",
  idle: "send a comment, a colon and a line feed, every 15 s of silence",
  "last-event-id": "send an id with each event, and begin after the one in Last-Event-ID",
  caching: "Cache-Control: no-cache, no-transform and X-Accel-Buffering: no with the stream's headers",
};

export interface Traces {
  hops: Hop[];
  /** The headers that tell of the way, as they came. */
  headers: string[];
}

/** Who has left a trace in the headers of these answers. Traefik and AWS ALB as a rule leave none. */
export function tracesIn(answers: IncomingHttpHeaders[]): Traces {
  const all = (name: string) =>
    new Set(answers.flatMap((headers) => headers[name] ?? []).map((value) => String(value)));
  const [server, via, cookies] = [all("server"), all("via"), all("set-cookie")];
  const has = (values: Set<string>, pattern: RegExp) => [...values].some((value) => pattern.test(value));
  const any = (name: string) => all(name).size > 0;

  const hops: Hop[] = [];
  if (any("cf-ray") || has(server, /cloudflare/i)) hops.push("Cloudflare");
  if (has(server, /awselb/i) || has(cookies, /^AWSALB/)) hops.push("AWS ALB");
  if (has(server, /caddy/i) || has(via, /caddy/i)) hops.push("Caddy");
  if (has(cookies, /^INGRESSCOOKIE=/)) hops.push("ingress-nginx");
  else if (has(server, /nginx|openresty/i) || has(via, /nginx/i)) hops.push("nginx", "ingress-nginx");
  const isNext =
    has(all("x-powered-by"), /next\.js/i) ||
    has(all("vary"), /next-router|\brsc\b/i) ||
    any("x-nextjs-cache");
  if (isNext) hops.push("Next.js");

  const headers = [
    "server",
    "via",
    "cf-ray",
    "x-powered-by",
    "x-served-by",
    "x-cache",
    "x-amz-cf-id",
  ].flatMap((name) => [...all(name)].map((value) => `${name}: ${value}`));
  return { hops, headers };
}

/**
 * What to set for `cause`: on the hops that have left a trace if any of them can be it, otherwise on all. A console's own
 * Next.js is none of them: it streams.
 */
export function settingsFor(
  cause: Cause,
  { hops }: Traces,
  isConsole: boolean,
): Array<[where: string, what: string]> {
  const known = Object.entries(SETTINGS[cause]).filter(([hop]) => !isConsole || hop !== "Next.js");
  const seen = known.filter(([hop]) => hops.includes(hop as Hop));
  const backend: Array<[string, string]> =
    BACKEND[cause] && !isConsole ? [["the backend", BACKEND[cause]]] : [];
  return [...(seen.length > 0 ? seen : known), ...backend];
}
