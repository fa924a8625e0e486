import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    // A whole drill with real servers, several of them Next, on a machine that may be busy.
    testTimeout: 180_000,
  },
});
