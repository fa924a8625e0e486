const SAVED_BY_MS = 60_000; // a browser that asks where to save reads the address only after the answer

/** Has the browser save `blob` as a file. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), SAVED_BY_MS);
}
