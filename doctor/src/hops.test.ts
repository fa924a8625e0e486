import type { IncomingHttpHeaders } from "node:http";
import { expect, test } from "vitest";
import { settingsFor, tracesIn } from "./hops.ts";

const ALL = ["nginx", "ingress-nginx", "Traefik", "Caddy", "AWS ALB", "Cloudflare", "Next.js"];

test.for([
  [{ server: "nginx/1.27.0" }, ["nginx", "ingress-nginx"]],
  [{ server: "openresty" }, ["nginx", "ingress-nginx"]],
  [{ "set-cookie": ["INGRESSCOOKIE=1700000000.1|abc; Path=/"] }, ["ingress-nginx"]],
  [{ server: "Caddy" }, ["Caddy"]],
  [{ via: "1.1 Caddy" }, ["Caddy"]],
  [{ "set-cookie": ["AWSALB=x; Path=/", "AWSALBCORS=x; Path=/"] }, ["AWS ALB"]],
  [{ server: "cloudflare", "cf-ray": "8f0-FRA" }, ["Cloudflare"]],
  [{ "x-powered-by": "Next.js" }, ["Next.js"]],
  [{ server: "uvicorn" }, []],
] as const)("the headers %j come from %j", ([headers, hops]) => {
  expect(tracesIn([headers as unknown as IncomingHttpHeaders]).hops).toEqual(hops);
});

test("a hop that has left a trace on any answer is where to look", () => {
  const traces = tracesIn([{ "content-type": "text/event-stream" }, { via: "1.1 Caddy" }]);
  expect(settingsFor("buffering", traces, true)).toEqual([
    ["Caddy", expect.stringContaining("flush_interval -1")],
  ]);
});

test("without a trace every hop is named, for some leave none", () => {
  const named = settingsFor("buffering", tracesIn([]), false).map(([where]) => where);
  expect(named).toEqual([...ALL, "the backend"]);
});

test("a console's own Next.js is not suspected", () => {
  const traces = tracesIn([{ vary: "rsc, next-router-state-tree" }]);
  const named = settingsFor("compression", traces, true).map(([where]) => where);
  expect(named).toEqual(ALL.filter((hop) => hop !== "Next.js"));
});
