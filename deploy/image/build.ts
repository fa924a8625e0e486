import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { limits, podman, podmanAloud } from "./engine.ts";

export type Target = "web" | "backend";
export const imageOf = (target: Target) => `localhost/tailrace-${target}`;

const repository = path.join(import.meta.dirname, "../..");

/**
 * `podman build` of one target of the Dockerfile on `base`, tagged `imageOf(target)`. With `standalone`, a folder that `pnpm --filter
 * web build` has left, the stage `build` is not carried out again (minutes): that folder is what it would have made.
 */
export async function buildImage(
  target: Target,
  base: string,
  log: (line: string) => void,
  standalone?: string,
): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "tailrace-build-"));
  const flags = {
    file: ["deploy/Dockerfile"],
    target: [target],
    tag: [imageOf(target)],
    "build-arg": [`BASE=${base}`],
    layers: ["false"], // nothing is kept for the next build: to store 1 GB of packages takes longer than to fetch them
    format: ["docker"], // the other one, OCI's, has no health check
    ulimit: limits(),
    volume: wayToTheRegistry(folder),
    "build-context": standalone ? [`build=${standIn(folder, standalone)}`] : [],
  };
  const words = Object.entries(flags).flatMap(([name, values]) =>
    values.flatMap((value) => [`--${name}=${value}`]),
  );
  try {
    await podmanAloud(["build", ...words, repository], log);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In MB, as the engine has it: all of it, and what it adds to its base. */
export async function sizeOf(target: Target, base: string): Promise<{ all: number; added: number }> {
  const bytes = async (image: string) =>
    Number(await podman("image", "inspect", "--format", "{{.Size}}", image));
  const all = await bytes(imageOf(target));
  return { all: all / 1e6, added: (all - (await bytes(base))) / 1e6 };
}

/** An authority that npm has to know of here; nothing of it comes into the image. */
function wayToTheRegistry(folder: string): string[] {
  const { NODE_EXTRA_CA_CERTS, npm_config_registry } = process.env;
  const npmrc = path.join(folder, "npmrc");
  writeFileSync(
    npmrc,
    [
      NODE_EXTRA_CA_CERTS && "cafile=/etc/extra-authorities.pem",
      npm_config_registry && `registry=${npm_config_registry}`,
    ]
      .filter(Boolean)
      .join("\n"),
  );
  return [
    `${npmrc}:/root/.npmrc:ro`,
    ...(NODE_EXTRA_CA_CERTS ? [`${NODE_EXTRA_CA_CERTS}:/etc/extra-authorities.pem:ro`] : []),
  ];
}

/** A folder for the file system of the stage `build`. */
function standIn(folder: string, standalone: string): string {
  const root = path.join(folder, "build");
  cpSync(standalone, path.join(root, "app/web/.next/standalone"), {
    recursive: true,
    verbatimSymlinks: true,
  });
  return root;
}
