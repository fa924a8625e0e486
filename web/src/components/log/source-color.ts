const COLORS = 8; // of globals.css

/** Which of the colours of names the source of this index has: by its place, so that those beside each other differ. */
export function sourceColor(index: number): number {
  return index % COLORS;
}
