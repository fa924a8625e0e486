/** `<workload>-<time>.log`, with nothing in it that a file system forbids. `at` is in milliseconds since the epoch. */
export function logFileName(names: string[], at: number): string {
  const name = names
    .join("+")

    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*\s]+/g, "-")
    .replace(/^[.-]+|-+$/g, "")
    .slice(0, 100); // of the 255 bytes that most file systems have for a name
  return `${name || "log"}-${new Date(at).toISOString().slice(0, 19).replaceAll(":", "-")}.log`;
}
