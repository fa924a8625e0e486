"use client";

import { type KeyboardEvent, memo, type PointerEvent, useEffect, useRef, useState } from "react";
import { countOf } from "@/kit/quantity";
import { type Volume, VOLUME_CLASSES } from "@/log/engine/protocol";
import { drawVolume } from "./draw-volume";
import { clockTime, columnAt, columnCount, columnOf, fractionOf } from "./volume-geometry";

/** How much was written when, coloured by level: a look at the log as a whole, and a way to any time in it. */
export const VolumeStrip = memo(function VolumeStrip({ volume, from, to, utc, onGo }: Props) {
  const [column, setColumn] = useState<number>();
  if (!volume || columnCount(volume) === 0) return <div className="volume" />;
  const span = volume.to - volume.from;
  const columns = columnCount(volume);
  const current = column === undefined ? columns - 1 : Math.min(column, columns - 1);
  const text = columnText(volume, current, utc);
  const middle = ((current + 0.5) / columns) * 100;

  const at = ({ currentTarget, clientX }: PointerEvent | React.MouseEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return columnAt(volume, (clientX - left) / width);
  };
  const go = (to: number) => onGo(columnOf(volume, to).from);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = KEYS[event.key]?.(current, columns - 1);
    if (event.key === "Enter" || event.key === " ") go(current);
    else if (next !== undefined) setColumn(Math.min(columns - 1, Math.max(0, next)));
    else return;
    event.preventDefault();
  };

  return (
    <div className="volume">
      <span className="volume-time">{clockTime(volume.from, utc, span)}</span>
      <div
        role="slider"
        tabIndex={0}
        aria-label="Volume over time"
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={columns - 1}
        aria-valuenow={current}
        aria-valuetext={text}
        className="volume-bars"
        onPointerMove={(event) => setColumn(at(event))}
        onPointerLeave={() => setColumn(undefined)}
        onClick={(event) => go(at(event))}
        onKeyDown={onKeyDown}
        onBlur={() => setColumn(undefined)}
      >
        <Bars volume={volume} />
        {from !== undefined && to !== undefined && (
          <span
            className="volume-view"
            style={{
              left: `${fractionOf(volume, from) * 100}%`,
              right: `${(1 - fractionOf(volume, to)) * 100}%`,
            }}
          />
        )}
        {column !== undefined && (
          <>
            <span
              className="volume-column"
              style={{ left: `${(current / columns) * 100}%`, width: `${100 / columns}%` }}
            />
            {/* As far to the right of its left edge as the column is: never out of the strip. */}
            <span className="volume-tip" style={{ left: `${middle}%`, translate: `-${middle}%` }}>
              {text}
            </span>
          </>
        )}
      </div>
      <span className="volume-time">{clockTime(volume.to, utc, span)}</span>
    </div>
  );
});

interface Props {
  volume?: Volume;
  /** The times of the first and the last row in sight, if they are known. Milliseconds since the epoch. */
  from?: number;
  to?: number;
  utc: boolean;
  /** Shows the rows from a time on (milliseconds since the epoch). */
  onGo: (time: number) => void;
}

const KEYS: Record<string, (column: number, last: number) => number> = {
  ArrowLeft: (column) => column - 1,
  ArrowDown: (column) => column - 1,
  ArrowRight: (column) => column + 1,
  ArrowUp: (column) => column + 1,
  PageDown: (column) => column - 10,
  PageUp: (column) => column + 10,
  Home: () => 0,
  End: (_column, last) => last,
};

/** "12:00:05, 1,204 lines, 3 errors". */
function columnText(volume: Volume, index: number, utc: boolean): string {
  const { from, counts, total } = columnOf(volume, index);
  const found = [
    counts.error > 0 && countOf(counts.error, "error"),
    counts.warn > 0 && countOf(counts.warn, "warning"),
  ].filter(Boolean);
  return [clockTime(from, utc, volume.to - volume.from), countOf(total, "line"), ...found].join(", ");
}

function Bars({ volume }: { volume: Volume }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(volume);
  const draw = useRef(() => {});
  useEffect(() => {
    const element = canvas.current!;
    let frame: number | undefined;
    // In a frame of its own: the rows that have come with it are painted first.
    draw.current = () => {
      frame ??= requestAnimationFrame(() => {
        frame = undefined;
        drawVolume(element, latest.current, colors(element));
      });
    };
    const observer = new ResizeObserver(draw.current);
    observer.observe(element);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", draw.current);
    return () => {
      if (frame !== undefined) cancelAnimationFrame(frame);
      observer.disconnect();
      scheme.removeEventListener("change", draw.current);
    };
  }, []);
  useEffect(() => {
    latest.current = volume;
    draw.current();
  }, [volume]);
  return <canvas ref={canvas} className="size-full" />;
}

function colors(element: HTMLElement) {
  const style = getComputedStyle(element);
  return Object.fromEntries(
    VOLUME_CLASSES.map((name) => [name, style.getPropertyValue(`--volume-${name}`)]),
  ) as Record<(typeof VOLUME_CLASSES)[number], string>;
}
