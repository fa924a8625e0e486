import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    // Real servers, one of them Next, on a machine that may be busy; each test waits for events, not for time.
    testTimeout: 30_000,
    // Most of a check is waiting for a stream: they wait side by side.
    sequence: { concurrent: true },
    maxConcurrency: 8,
    // npm and npx take whole cores, which the other file's timings would show.
    fileParallelism: false,
  },
});
