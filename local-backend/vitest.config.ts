import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    // Real processes on a machine that may be building something else; each test waits for events, not for time.
    testTimeout: 20_000,
    execArgv: ["--expose-gc"], // What is garbage must not count as memory held for a client.
  },
});
