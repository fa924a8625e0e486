// `pnpm --filter deploy image`: builds both images with Podman, and says how large they are.
import { base, baseFault } from "./base.ts";
import { buildImage, imageOf, sizeOf, type Target } from "./build.ts";

const fault = await baseFault();
if (fault) {
  console.error(`No image is built: ${fault}.`);
  process.exit(1);
}
const from = await base();
const lines = [];
for (const target of ["web", "backend"] satisfies Target[]) {
  await buildImage(target, from, console.log);
  const { all, added } = await sizeOf(target, from);
  lines.push(`${imageOf(target)}: ${all.toFixed(0)} MB, ${added.toFixed(0)} MB of it on top of ${from}`);
}
console.log(lines.join("\n"));
