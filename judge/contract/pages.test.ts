import { afterAll, beforeAll, expect } from "vitest";
import { type Backend, startBackend } from "../testing/backend";
import { type Answer, send } from "./client";
import { type RunningSystem, startSystem, testOfTailrace } from "./system";

let backend: Backend;
let system: RunningSystem;
beforeAll(async () => {
  backend = await startBackend();
  backend.handle((request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({ workloads: [{ id: "a", name: "<script>alert(1)</script>", status: "running" }] }),
    );
  });
  system = await startSystem(backend.url);
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await backend[Symbol.asyncDispose]();
});

const directives = ({ headers }: Answer) =>
  new Map(
    String(headers["content-security-policy"])
      .split("; ")
      .map((directive) => [directive.split(" ")[0], directive.slice(directive.indexOf(" ") + 1)]),
  );
const nonceOf = (page: Answer) => /'nonce-([^']+)'/.exec(directives(page).get("script-src")!)![1];

testOfTailrace(
  "P1 lets a page run its own scripts only, each with the nonce of this one answer",
  async () => {
    for (const path of ["/", "/workloads/nobody", "/no-such-page"]) {
      const page = await send(system.url, path);
      const policy = directives(page);
      expect(policy.get("script-src")).toMatch(/^'self' 'nonce-[\w-]{36}' 'strict-dynamic'$/);
      expect(policy.get("default-src")).toBe("'self'");
      expect(policy.get("object-src")).toBe("'none'");
      expect(policy.get("base-uri")).toBe("'none'");
      const html = page.body.toString();
      const scripts = html.match(/<script[^>]*>/g)!;
      expect(scripts.length).toBeGreaterThan(3);
      for (const script of scripts) expect(script).toContain(`nonce="${nonceOf(page)}"`);
      // Its styles are files: an attribute would be refused, and look broken only where nobody looks.
      expect(html.match(/<[^>]+ style="[^"]*"/g)).toBe(null);
      expect(nonceOf(await send(system.url, path))).not.toBe(nonceOf(page));
    }
  },
);

testOfTailrace("P2 keeps pages out of other sites' frames, and their types from being guessed", async () => {
  const { headers } = await send(system.url, "/");
  expect(headers["content-security-policy"]).toMatch(/; frame-ancestors 'none'$/);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("same-origin");
});

testOfTailrace("P3 shows what the backend says as text, never as markup", async () => {
  const html = (await send(system.url, "/")).body.toString();
  expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(html).not.toContain("<script>alert(1)");
});

testOfTailrace(
  "P4 adds none of the pages' headers to what comes from the backend, to probes and to files",
  async () => {
    for (const path of ["/api/v1/workloads", "/api", "/apis/no-page", "/healthz", "/readyz", "/icon.svg"]) {
      const { headers } = await send(system.url, path);
      const isPage = path === "/apis/no-page";
      expect([path, headers["content-security-policy"] !== undefined]).toEqual([path, isPage]);
      expect([path, headers["referrer-policy"] !== undefined]).toEqual([path, isPage]);
    }
  },
);
