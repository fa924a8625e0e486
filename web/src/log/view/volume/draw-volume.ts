import type { Volume } from "@/log/engine/protocol";
import { barsOf, columnCount, type VolumeClass } from "./volume-geometry";

const WIDEST_PX = 12; // a log of a moment is a few columns, and no wall

/** Draws the strip to fill `canvas` as large as the page shows it. */
export function drawVolume(
  canvas: HTMLCanvasElement,
  volume: Volume,
  colors: Record<VolumeClass, string>,
): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  const scale = devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d")!;
  context.scale(scale, scale);
  const column = width / columnCount(volume);
  const gap = column >= 3 ? 1 : 0; // thinner columns would be half gap
  const barWidth = Math.min(column - gap, WIDEST_PX);
  for (const bar of barsOf(volume, height)) {
    context.fillStyle = colors[bar.class];
    context.fillRect(bar.column * column, height - bar.bottom - bar.height, barWidth, bar.height);
  }
}
