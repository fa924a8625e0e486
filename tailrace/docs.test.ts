import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.join(import.meta.dirname, "..");
const IMPORT = /^import \{([^}]+)\} from "(tailrace(?:\/\w+)?)";$/gm;

/** What the documents import from the library, as `[document, module, name]`. */
const imports = globSync(["{*,docs/*,tailrace/*,doctor/*}.md", "examples/*/{*,{app,lib}/**/*}.{ts,tsx}"], {
  cwd: ROOT,
  exclude: ["**/node_modules"],
}).flatMap((file) =>
  [...readFileSync(path.join(ROOT, file), "utf8").matchAll(IMPORT)].flatMap(([, names, from]) =>
    names!
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name && !name.startsWith("type "))
      .map((name) => [file, from!, name] as const),
  ),
);

test("there are documents, and examples, that import the library", () => {
  expect(imports).toContainEqual(["tailrace/README.md", "tailrace", "createHop"]);
  expect(imports).toContainEqual(["examples/next-app/next.config.ts", "tailrace/next", "withTailrace"]);
});

test.for(imports)("%s imports from %s what is there: %s", async ([, from, name]) => {
  const { exports } = JSON.parse(readFileSync(path.join(import.meta.dirname, "package.json"), "utf8")) as {
    exports: Record<string, string | { default: string }>;
  };
  const entry = exports[from.replace("tailrace", ".")]!;
  const file = typeof entry === "string" ? entry : entry.default;
  expect(await import(path.join(import.meta.dirname, file))).toHaveProperty(name);
});
