import { caddy } from "./caddy.ts";
import { goReverseProxy } from "./go.ts";
import { httpProxyMiddleware } from "./http-proxy-middleware.ts";
import { nextFetch, nextRewrite } from "./next.ts";
import { nextApp } from "./next-app.ts";
import { nginx } from "./nginx.ts";
import type { System } from "./system.ts";
import { tailrace, tailraceHandlers } from "./tailrace.ts";

/** Every system that the suite can run against, by the name that the environment variable SYSTEM has for it. */
export const SYSTEMS = {
  tailrace,
  "tailrace-handlers": tailraceHandlers,
  "next-app": nextApp,
  "next-rewrite": nextRewrite,
  "next-fetch": nextFetch,
  "http-proxy-middleware": httpProxyMiddleware,
  caddy,
  nginx,
  go: goReverseProxy,
} satisfies Record<string, System>;

export type SystemName = keyof typeof SYSTEMS;
