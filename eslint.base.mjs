// What every package that is linted keeps to: no promise is lost.
export default {
  files: ["**/*.ts", "**/*.tsx"],
  languageOptions: { parserOptions: { projectService: true } },
  rules: {
    "@typescript-eslint/no-floating-promises": "error",
    "@typescript-eslint/no-misused-promises": "error",
    "@typescript-eslint/await-thenable": "error",
    // A promise that is returned out of `try` without `await` is never caught there.
    "@typescript-eslint/return-await": ["error", "in-try-catch"],
  },
};
