import { defineConfig } from "vitest/config";

// `pnpm --filter web build` first: all of it drives the built server.
const common = {
  // For a machine that may be busy; most hooks start a server.
  testTimeout: 30_000,
  hookTimeout: 30_000,
  expect: { poll: { timeout: 15_000 } },
};
/** Where milliseconds count, a thousand streams are opened to see what they cost the others, or an app is compiled. */
const CLOCK = ["contract/{development,end-to-end,load,streams}.test.ts"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: "side-by-side",
          include: ["{contract,fuzz}/**/*.test.ts"],
          exclude: CLOCK,
          // They wait for servers to start and to go, most of the time, and have many times the time that they need. A peer
          // may be built anew for each backend, in one folder.
          maxWorkers: process.env.SYSTEM && !process.env.SYSTEM.startsWith("tailrace") ? 1 : 3,
        },
      },
      // After the others, one file at a time, so that nothing disturbs another's clock.
      { test: { ...common, name: "clock", include: CLOCK, fileParallelism: false } },
      // Minutes: `pnpm test:long`.
      { test: { ...common, name: "long", include: ["**/*.long.ts"], fileParallelism: false } },
    ],
  },
});
