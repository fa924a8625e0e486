import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "@": path.join(import.meta.dirname, "src") };

// Drives the built server: `pnpm build` first.
const e2e = {
  globalSetup: "e2e/setup.ts",
  testTimeout: 60_000, // most take 5 s, some wait for 30, and the machine may be busy
  hookTimeout: 30_000, // some start a server
  expect: { poll: { timeout: 15_000 } }, // on a machine that may be busy
};
/** Where frames are counted. */
const CLOCK = ["e2e/jumps.test.ts"];

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: "unit", include: ["src/**/*.test.{ts,tsx}"], testTimeout: 15_000 },
      },
      {
        test: {
          ...e2e,
          name: "e2e",
          include: ["e2e/**/*.test.ts"],
          exclude: CLOCK,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      // After the others, one file at a time, so that nothing disturbs its clock.
      { test: { ...e2e, name: "e2e-clock", include: CLOCK, fileParallelism: false } },
    ],
  },
});
