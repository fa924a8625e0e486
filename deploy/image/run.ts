import { type ChildProcess, execFileSync, spawn, type StdioOptions } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { Image } from "./build.ts";
import { tree } from "./tree.ts";

const isRoot = process.getuid?.() === 0;

// A mount namespace of its own in which every mount is read-only, and then none of root's rights.
const SEALED = `
  while read -r _ _ _ _ place _; do mount -o remount,bind,ro "$place" || exit 1; done < /proc/self/mountinfo
  uid=$1 gid=$2; shift 2
  exec setpriv --reuid "$uid" --regid "$gid" --clear-groups --bounding-set -all --no-new-privs "$@"`;
const unshare = ["--mount", "--propagation", "private", "sh", "-c"];

/** How far a machine lets a container's isolation be had without an engine. */
export const isolation: "mounts" | "user" | "permissions" = !isRoot
  ? "permissions"
  : works("unshare", [...unshare, SEALED, "sh", "1000", "1000", "true"])
    ? "mounts"
    : "user";

export const ISOLATION = {
  mounts: "as the image's user, without any capability, every file system mounted read-only",
  user: "as the image's user; files cannot be written by their permissions (this machine allows no mounts)",
  permissions: "as you, who are not root; files cannot be written by their permissions",
};

/**
 * Puts what the base image would have, Node alone, into the image, and takes away everyone's right to write in it.
 */
export function seal(image: Image): void {
  const bin = path.join(image.root, "usr/local/bin");
  mkdirSync(bin, { recursive: true });
  copyFileSync(process.execPath, path.join(bin, "node"));
  chmodSync(path.join(bin, "node"), 0o755);
  for (const [file, stats] of tree(image.root)) {
    if (!stats.isSymbolicLink()) chmodSync(path.join(image.root, file), stats.mode & ~0o222);
  }
  chmodSync(image.root, 0o555);
}

/** Removes a folder with sealed images in it: who is not root cannot remove from a folder without writing in it. */
export function discard(folder: string): void {
  for (const [file, stats] of tree(folder)) {
    if (stats.isDirectory()) chmodSync(path.join(folder, file), 0o755);
  }
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Runs `command`, the image's CMD if left out, with the image's environment and `env` and nothing else, `isolation` as far
 * as this machine allows. The image has to be sealed.
 */
export function runImage(image: Image, env: Record<string, string>, command = image.cmd): ChildProcess {
  const cwd = path.join(image.root, image.workdir);
  const node = path.join(image.root, "usr/local/bin/node");
  const [uid, gid] = image.user.split(":").map(Number);
  const words = command.map((word) => (word === "node" ? node : word));
  const environment = { PATH: `${path.dirname(node)}:/usr/bin:/bin`, ...image.env, ...env };
  const stdio: StdioOptions = ["ignore", "pipe", "pipe"];
  if (isolation === "mounts") {
    // The shell that seals has variables of its own: `env -i` leaves none of them.
    const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    const sealed = [SEALED, "sh", `${uid}`, `${gid}`, "env", "-i", ...variables, ...words];
    return spawn("unshare", [...unshare, ...sealed], { cwd, stdio });
  }
  const user = isolation === "user" ? { uid, gid } : {};
  return spawn(words[0]!, words.slice(1), { cwd, stdio, env: environment, ...user });
}

function works(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
