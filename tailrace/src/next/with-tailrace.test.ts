import type { NextConfig } from "next";
import { expect, test } from "vitest";
import { withTailrace } from "./with-tailrace.ts";

const OWN = { source: "/api/:path*", destination: "/backend/:path*" };
const to = (source: string) => ({ source, destination: "https://elsewhere.example/x" });

test("an app without rewrites gets the fallback, and trailing slashes as they were sent", async () => {
  const config = withTailrace({ poweredByHeader: false });
  expect(config).toMatchObject({ poweredByHeader: false, skipTrailingSlashRedirect: true });
  expect(await config.rewrites!()).toEqual({ fallback: [OWN] });
});

test("rewrites that are a list go on before the fallback, where Next has them", async () => {
  const config = withTailrace({ rewrites: async () => [to("/old")] });
  expect(await config.rewrites!()).toEqual({ afterFiles: [to("/old")], fallback: [OWN] });
});

test("rewrites in phases stay in theirs; of the fallback those for paths under the prefix come first", async () => {
  const config = withTailrace({
    rewrites: async () => ({
      beforeFiles: [to("/a")],
      afterFiles: [to("/b")],
      fallback: [to("/:path*"), to("/api/legacy/:path*")],
    }),
  });
  expect(await config.rewrites!()).toEqual({
    beforeFiles: [to("/a")],
    afterFiles: [to("/b")],
    fallback: [to("/api/legacy/:path*"), OWN, to("/:path*")],
  });
});

test("a config that is a function stays one, with what it is called with", async () => {
  const config = withTailrace((phase): NextConfig => ({ env: { phase }, skipTrailingSlashRedirect: false }));
  const made = await config("phase-x", { defaultConfig: {} });
  expect(made).toMatchObject({ env: { phase: "phase-x" }, skipTrailingSlashRedirect: false });
  expect(await made.rewrites!()).toEqual({ fallback: [OWN] });
});

test("a second backend has a prefix and a catch-all of its own, on top of the first", async () => {
  const config = withTailrace(withTailrace({}), { prefix: "/billing", internal: "/billing-backend" });
  expect(await config.rewrites!()).toEqual({
    fallback: [{ source: "/billing/:path*", destination: "/billing-backend/:path*" }, OWN],
  });
});
