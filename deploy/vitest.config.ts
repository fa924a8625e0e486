import { defineConfig } from "vitest/config";

const ENGINE = "image/engine/*.test.ts";

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000, // the start of a container or a console, beside whatever else runs
    projects: [
      {
        extends: true,
        test: { name: "files", include: ["**/*.test.ts"], exclude: [ENGINE, "**/node_modules/**"] },
      },
      {
        extends: true,
        test: {
          name: "engine",
          include: [ENGINE],
          globalSetup: "image/setup.ts",
        },
      },
    ],
  },
});
