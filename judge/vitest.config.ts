import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // These drive the built server: `pnpm --filter web build` first. One file at a time, so that none disturbs another's clock.
    include: ["contract/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 30_000,
    expect: { poll: { timeout: 15_000 } }, // on a machine that may be busy
  },
});
