import { existsSync } from "node:fs";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { base, baseFault } from "./base.ts";
import { buildImage, imageOf, sizeOf, type Target } from "./build.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Why there are no images; undefined if they are there. */
    fault: string | undefined;
    /** What the console's image adds to its base, in MB. */
    added: number;
  }
}

const STANDALONE = path.join(import.meta.dirname, "../../web/.next/standalone");

/**
 * Builds both images for all tests that run them: the console's of the server that the test command has built already, or, with
 * FROM_NOTHING, as who has a checkout and an engine does.
 */
export default async function setup({ provide }: TestProject): Promise<void> {
  const fault = await baseFault();
  provide("fault", fault);
  if (fault) return console.log(`No image is built, and the tests that run one are skipped: ${fault}.`);
  const standalone = process.env.FROM_NOTHING ? undefined : STANDALONE;
  if (standalone && !existsSync(standalone))
    throw new Error(`${STANDALONE} is missing: run \`pnpm --filter web build\` first.`);
  const from = await base();
  for (const target of ["web", "backend"] satisfies Target[]) {
    await buildImage(target, from, () => {}, target === "web" ? standalone : undefined);
    const { all, added } = await sizeOf(target, from);
    if (target === "web") provide("added", added);
    console.log(`${imageOf(target)}: ${all.toFixed(0)} MB, ${added.toFixed(0)} MB of it on top of ${from}`);
  }
}
