import { lstatSync, readdirSync, type Stats } from "node:fs";
import path from "node:path";

/** Everything in `folder`, at any depth, by its path there. A symbolic link is not followed. */
export function tree(folder: string, below = ""): [file: string, stats: Stats][] {
  return readdirSync(path.join(folder, below)).flatMap((name) => {
    const file = path.join(below, name);
    const stats = lstatSync(path.join(folder, file));
    const entry: [string, Stats] = [file, stats];
    return stats.isDirectory() ? [entry, ...tree(folder, file)] : [entry];
  });
}

/** What an image made of `folder` adds to its base, such as "37.1 MB in 1,234 files". */
export function sizeOf(folder: string): string {
  const files = tree(folder).filter(([, stats]) => stats.isFile());
  const bytes = files.reduce((sum, [, { size }]) => sum + size, 0);
  return `${(bytes / 1e6).toFixed(1)} MB in ${files.length.toLocaleString("en")} files`;
}
