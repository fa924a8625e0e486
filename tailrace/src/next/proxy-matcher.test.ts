import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
// What `next build` makes of a matcher, which Next has no type for.
// @ts-expect-error
import { getMiddlewareMatchers } from "next/dist/build/analysis/get-page-static-info.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { matcherOver } from "./proxy-matcher.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tailrace-proxy-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, manifest: unknown) =>
  writeFileSync(path.join(folder, name), JSON.stringify(manifest));
const writeNode = (matchers: unknown) =>
  write("functions-config-manifest.json", { version: 1, functions: { "/_middleware": { matchers } } });

const built = (matcher: string | string[] | object[], basePath = ""): unknown =>
  getMiddlewareMatchers(matcher, { basePath });

describe("a proxy", () => {
  test.for([
    ["/:path*"],
    ["/(.*)"],
    ["/api/:path*"],
    ["/api"],
    ["/api/v1/jobs"],
    ["/api/v1/:path*"],
    ["/about", "/api/:path+"],
    ["/((?!_next/static|_next/image|favicon.ico).*)"],
    ["/((?!api/auth|_next).*)"],
  ])("with the matcher %s covers /api", ([...sources]) => {
    writeNode(built(sources));
    expect(sources).toContain(matcherOver("/api", folder));
  });

  test.for([
    ["/"],
    ["/about/:path*"],
    ["/apis/:path*"],
    ["/docs/api/:path*"],
    ["/((?!api|_next).*)"],
    ["/((?!(?:api|backend|_next/static)(?:/|$)).*)"],
    ["/dashboard/:path*", "/login"],
  ])("with the matcher %s does not cover /api", ([...sources]) => {
    writeNode(built(sources));
    expect(matcherOver("/api", folder)).toBeUndefined();
  });

  test("that asks for a header besides covers what its path covers", () => {
    writeNode(built([{ source: "/:path*", missing: [{ type: "header", key: "next-router-prefetch" }] }]));
    expect(matcherOver("/api", folder)).toBe("/:path*");
  });

  test("without a matcher covers every path", () => {
    writeNode(undefined);
    expect(matcherOver("/api", folder)).toBe("/:path*");
  });

  test("of the edge runtime is in another file, and the only one then", () => {
    write("functions-config-manifest.json", { version: 1, functions: {} });
    write("middleware-manifest.json", {
      version: 3,
      middleware: { "/": { matchers: built("/api/:path*") } },
    });
    expect(matcherOver("/api", folder)).toBe("/api/:path*");
  });

  test.for([
    ["/:path*", "/shop/api"],
    ["/api/v1/:path*", "/shop/api"],
    ["/((?!api|_next).*)", undefined],
    ["/shop/api/:path*", undefined],
  ] as const)("with the matcher %s in an app under /shop covers %s", ([source, covered]) => {
    writeNode(built(source, "/shop"));
    expect(matcherOver("/shop/api", folder)).toBe(covered && source);
    expect(matcherOver("/other", folder)).toBeUndefined();
  });
});

test("an app without a proxy has none that covers /api, nor has one without a build", () => {
  expect(matcherOver("/api", folder)).toBeUndefined();
  write("functions-config-manifest.json", { version: 1, functions: {} });
  write("middleware-manifest.json", { version: 3, middleware: {}, functions: {} });
  expect(matcherOver("/api", folder)).toBeUndefined();
});
