import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "@": path.join(import.meta.dirname, "src") };

export default defineConfig({
  test: {
    projects: [
      { resolve: { alias }, test: { name: "unit", include: ["src/**/*.test.{ts,tsx}"] } },
      // Drives the built server: `pnpm build` first. One file at a time, so that none disturbs another's clock.
      {
        test: {
          name: "e2e",
          include: ["e2e/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 30_000, // most start a server and a browser
          expect: { poll: { timeout: 15_000 } }, // on a machine that may be busy
          retry: process.env.CI ? 1 : 0, // a browser beside other work on two cores; the run says what was tried again
        },
      },
    ],
  },
});
