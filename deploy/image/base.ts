import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isInstalled, limits, podman } from "./engine.ts";

const dockerfile = readFileSync(path.join(import.meta.dirname, "../Dockerfile"), "utf8");

/** The image that the Dockerfile stands on. */
export const BASE = /^ARG BASE=(\S+)$/m.exec(dockerfile)![1]!;

// Of the same kind, for where no registry of images is in reach.
const MADE = `localhost/tailrace-base:${process.versions.node}`;
// A shell, and what Node is linked with. The rest of a Debian is not missed by what is built and run here.
const PACKAGES = "base-files,base-passwd,bash,coreutils,dash,libatomic1,libstdc++6";

/** Why there is no base here; undefined if there is one, or can be. */
export async function baseFault(): Promise<string | undefined> {
  if (!isInstalled("podman", "info")) return "podman is not installed";
  if ((await find()) || isInstalled("mmdebstrap", "--version")) return undefined;
  return `${BASE} cannot be pulled, and mmdebstrap, which would make another one, is not installed`;
}

/** The Dockerfile's own base if it is here or can be pulled; else one made of Debian's packages and of the Node that runs this. */
export async function base(): Promise<string> {
  return (await find()) ?? (await make());
}

async function find(): Promise<string | undefined> {
  for (const image of [BASE, MADE]) if (await works("image", "exists", image)) return image;
  return (await works("pull", "--quiet", `docker.io/library/${BASE}`)) ? BASE : undefined;
}

const works = (...args: string[]) =>
  podman(...args).then(
    () => true,
    () => false,
  );

async function make(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "tailrace-base-"));
  const root = path.join(folder, "root");
  const inside = (file: string) => path.join(root, file);
  // Unpacked, and not set up: 9 s in place of 45, or of debootstrap's 65.
  execFileSync("mmdebstrap", ["--quiet", "--variant=extract", `--include=${PACKAGES}`, "bookworm", root]);
  for (const name of ["passwd", "group"])
    copyFileSync(inside(`usr/share/base-passwd/${name}.master`), inside(`etc/${name}`));
  appendFileSync(inside("etc/passwd"), "node:x:1000:1000::/home/node:/bin/bash\n");
  for (const name of ["usr/local/bin", "usr/local/lib/node_modules", "home/node"])
    mkdirSync(inside(name), { recursive: true });

  copyFileSync(process.execPath, inside("usr/local/bin/node"));
  const npx = realpathSync(execFileSync("sh", ["-c", "command -v npx"], { encoding: "utf8" }).trim());
  cpSync(path.join(npx, "../.."), inside("usr/local/lib/node_modules/npm"), { recursive: true });
  for (const name of ["npm", "npx"])
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, inside(`usr/local/bin/${name}`));

  writeFileSync(
    path.join(folder, "Dockerfile"),
    "FROM scratch\nCOPY root/ /\nENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n",
  );
  await podman(
    "build",
    "--quiet",
    ...limits().flatMap((limit) => ["--ulimit", limit]),
    "--tag",
    MADE,
    folder,
  );
  rmSync(folder, { recursive: true });
  return MADE;
}
