import { defineConfig, globalIgnores } from "eslint/config";
import coreWebVitals from "eslint-config-next/core-web-vitals";
import typescript from "eslint-config-next/typescript";

export default defineConfig(globalIgnores(["**/.next/", "next-env.d.ts"]), coreWebVitals, typescript, {
  files: ["**/*.ts", "**/*.tsx"],
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  rules: {
    "@typescript-eslint/no-floating-promises": "error",
    "@typescript-eslint/no-misused-promises": "error",
    "@typescript-eslint/await-thenable": "error",
    // A promise that is returned out of `try` without `await` is never caught there.
    "@typescript-eslint/return-await": ["error", "in-try-catch"],
  },
});
