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

const systems = process.env.SYSTEM ? [process.env.SYSTEM] : ["tailrace", "tailrace-handlers"];

export default defineConfig({
  test: {
    projects: [
      ...systems.flatMap((SYSTEM) => [
        {
          test: {
            ...common,
            name: SYSTEM,
            env: { SYSTEM },
            include: ["{contract,fuzz}/**/*.test.ts"],
            exclude: CLOCK,
            // They wait for servers to start and to go, most of the time, and have many times the time that they need. A peer
            // may be built anew for each backend, in one folder.
            maxWorkers: SYSTEM.startsWith("tailrace") ? 3 : 1,
          },
        },
        // After the others, one file at a time, so that nothing disturbs another's clock.
        {
          test: {
            ...common,
            name: `${SYSTEM}-clock`,
            env: { SYSTEM },
            include: CLOCK,
            // `next dev` has no door that a variable would close: once is enough.
            exclude: SYSTEM === "tailrace" ? [] : ["contract/development.test.ts"],
            fileParallelism: false,
          },
        },
      ]),
      { test: { ...common, name: "testing", include: ["testing/**/*.test.ts"] } },
      // Minutes: `pnpm test:long`.
      { test: { ...common, name: "long", include: ["**/*.long.ts"], fileParallelism: false } },
    ],
  },
});
