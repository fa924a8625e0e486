import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["*.test.ts", "src/**/*.test.ts"],
    testTimeout: 30_000 /* properties, on a machine that may be busy */,
  },
});
