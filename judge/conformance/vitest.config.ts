import { defineConfig } from "vitest/config";

// The contract suite against the system that SYSTEM names. A peer that hangs fails, and must not hold up the rest.
const common = {
  root: "..",
  fileParallelism: false,
  hookTimeout: 60_000, // an external rewrite is built anew for each backend
  testTimeout: process.env.SYSTEM?.startsWith("tailrace") ? 30_000 : 15_000,
  expect: { poll: { timeout: 15_000 } }, // as in judge/vitest.config.ts
};

export default defineConfig({
  root: import.meta.dirname,
  test: {
    // What a hanging peer leaves behind is no result.
    dangerouslyIgnoreUnhandledErrors: true,
    projects: [
      {
        test: {
          ...common,
          name: "contract",
          include: ["contract/**/*.test.ts"],
          // health: of no system but Tailrace; quiet: of the project below
          exclude: ["contract/{health,quiet}.test.ts"],
        },
      },
      { test: { ...common, name: "long", include: ["contract/quiet.test.ts", "contract/**/*.long.ts"] } },
    ],
  },
});
