import { defineConfig, globalIgnores } from "eslint/config";
import coreWebVitals from "eslint-config-next/core-web-vitals";
import typescript from "eslint-config-next/typescript";
import base from "../eslint.base.mjs";

export default defineConfig(globalIgnores(["**/.next/", "next-env.d.ts"]), coreWebVitals, typescript, base, {
  files: ["src/**/*.ts", "src/**/*.tsx"],
  // NEXT_RUNTIME in instrumentation.ts is no environment: Next's compiler puts its value there.
  ignores: ["src/env.ts", "src/instrumentation.ts", "src/**/*.test.ts"],
  rules: {
    "no-restricted-properties": [
      "error",
      { object: "process", property: "env", message: "Only env.ts reads the environment." },
    ],
  },
});
