import { type Row, type Volume, VOLUME_CLASSES } from "@/log/engine/protocol";

export type VolumeClass = (typeof VOLUME_CLASSES)[number];

/** One column of the volume strip. Times in milliseconds since the epoch. */
export interface Column {
  from: number;
  to: number;
  counts: Record<VolumeClass, number>;
  total: number;
}

/** A bar in the strip's own units: columns across, pixels up from its lower edge. */
export interface Bar {
  column: number;
  class: VolumeClass;
  bottom: number;
  height: number;
}

const LEAST_PX = 1.5; // a single error among thousands of lines is seen

export function columnCount({ counts }: Volume): number {
  return counts.length / VOLUME_CLASSES.length;
}

/** The column at a fraction of the strip's width, from 0 to 1. */
export function columnAt(volume: Volume, fraction: number): number {
  const columns = columnCount(volume);
  return Math.min(columns - 1, Math.max(0, Math.floor(fraction * columns)));
}

/** Where a time is, as a fraction of the strip's width, from 0 to 1. */
export function fractionOf({ from, to }: Volume, time: number): number {
  return to > from ? Math.min(1, Math.max(0, (time - from) / (to - from))) : 0;
}

export function columnOf(volume: Volume, index: number): Column {
  const width = (volume.to - volume.from) / columnCount(volume);
  const at = index * VOLUME_CLASSES.length;
  const counts = Object.fromEntries(
    VOLUME_CLASSES.map((name, offset) => [name, volume.counts[at + offset]!]),
  ) as Column["counts"];
  return {
    from: volume.from + index * width,
    to: volume.from + (index + 1) * width,
    counts,
    total: VOLUME_CLASSES.reduce((sum, name) => sum + counts[name], 0),
  };
}

/** The bars of a strip that is `height` px high, in the order in which they are drawn: errors stand on its lower edge. */
export function barsOf(volume: Volume, height: number): Bar[] {
  const columns = Array.from({ length: columnCount(volume) }, (_, index) => columnOf(volume, index));
  const most = Math.max(1, ...columns.map(({ total }) => total));
  return columns.flatMap(({ counts, total }, column) => {
    // By the cube root, so that a burst does not press everything else flat.
    const full = Math.cbrt(total / most) * height;
    let bottom = 0;
    return VOLUME_CLASSES.flatMap((name): Bar[] => {
      if (counts[name] === 0) return [];
      const bar = { column, class: name, bottom, height: Math.max(LEAST_PX, (counts[name] / total) * full) };
      bottom += bar.height;
      return [bar];
    });
  });
}

const DAY_MS = 86_400_000;
const MILLISECONDS_BELOW_MS = 10_000; // of ten seconds, both ends and several columns are in the same one

/** A time of day, as precise as makes sense on a scale of `span` ms; with the date where one day would not tell. */
export function clockTime(ms: number, utc: boolean, span: number): string {
  const time = new Date(ms);
  // As if the local time were UTC: one set of getters, and ISO's digits.
  const iso = new Date(utc ? ms : ms - time.getTimezoneOffset() * 60_000).toISOString();
  if (span < MILLISECONDS_BELOW_MS) return iso.slice(11, 23);
  return span >= DAY_MS ? iso.slice(5, 16).replace("T", " ") : iso.slice(11, 19);
}

/** When the first and the last of some rows were written, in milliseconds since the epoch; undefined if none says. */
export function timesOf(rows: Row[]): { from: number; to: number } | undefined {
  const time = (row: Row | undefined) => (row?.kind === "line" ? row.time : undefined);
  const from = time(rows.find((row) => time(row) !== undefined));
  const to = time(rows.findLast((row) => time(row) !== undefined));
  return from === undefined || to === undefined ? undefined : { from, to };
}
