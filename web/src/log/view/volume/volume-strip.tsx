"use client";

import { type KeyboardEvent, memo, type PointerEvent, useEffect, useRef, useState } from "react";
import { countOf } from "@/kit/quantity";
import { type Volume, VOLUME_CLASSES } from "@/log/engine/protocol";
import { drawVolume } from "./draw-volume";
import { clockTime, type Column, columnAt, columnCount, columnOf, fractionOf } from "./volume-geometry";

/**
 * How much was written when, coloured by level: a look at the log as a whole, a way to any time in it, and, drawn over or with
 * Shift and arrows, a range of time to be looked at alone.
 */
export const VolumeStrip = memo(function VolumeStrip({ volume, from, to, utc, onGo, onRange }: Props) {
  const [column, setColumn] = useState<number>();
  /** Where the range that is being chosen begins. */
  const [anchor, setAnchor] = useState<number>();
  /** Where the pointer was pressed. */
  const pressed = useRef<number>(undefined);
  if (!volume || columnCount(volume) === 0) return <div className="volume" />;
  const span = volume.to - volume.from;
  const columns = columnCount(volume);
  const current = column === undefined ? columns - 1 : Math.min(column, columns - 1);
  const middle = ((current + 0.5) / columns) * 100;

  const at = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return columnAt(volume, (clientX - left) / width);
  };
  const [first, last] =
    anchor === undefined ? [current, current] : [Math.min(anchor, current), Math.max(anchor, current)];
  const text = rangeText(volume, first, last, utc);
  const go = () => {
    if (anchor === undefined) onGo(columnOf(volume, current).from);
    else onRange(columnOf(volume, first).from, columnOf(volume, last).to);
    setAnchor(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = KEYS[event.key]?.(current, columns - 1);
    if (event.key === "Enter" || event.key === " ") go();
    else if (event.key === "Escape" && anchor !== undefined) setAnchor(undefined);
    else if (next !== undefined) {
      setAnchor(event.shiftKey ? (anchor ?? current) : undefined);
      setColumn(Math.min(columns - 1, Math.max(0, next)));
    } else return;
    event.preventDefault();
    event.stopPropagation(); // Escape would end the search
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
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          pressed.current = at(event);
          setColumn(pressed.current);
          setAnchor(undefined);
        }}
        onPointerMove={(event) => {
          const now = at(event);
          setColumn(now);
          if (pressed.current !== undefined && now !== pressed.current) setAnchor(pressed.current);
        }}
        onPointerUp={() => {
          if (pressed.current !== undefined) go();
          pressed.current = undefined;
        }}
        onPointerCancel={() => {
          pressed.current = undefined;
          setAnchor(undefined);
        }}
        onPointerLeave={() => pressed.current === undefined && setColumn(undefined)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setColumn(undefined);
          setAnchor(undefined);
        }}
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
              style={{
                left: `${(first / columns) * 100}%`,
                width: `${((last - first + 1) / columns) * 100}%`,
              }}
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
  /** Shows only what was written from one time on and before another one. */
  onRange: (from: number, to: number) => void;
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

/** "12:00:05, 1,204 lines, 3 errors"; of several columns "12:00:05 – 12:00:09, …". */
function rangeText(volume: Volume, first: number, last: number, utc: boolean): string {
  const columns = Array.from({ length: last - first + 1 }, (_, index) => columnOf(volume, first + index));
  const sum = (of: (column: Column) => number) => columns.reduce((sum, column) => sum + of(column), 0);
  const [total, errors, warnings] = [
    sum(({ total }) => total),
    sum(({ counts }) => counts.error),
    sum(({ counts }) => counts.warn),
  ];
  const time = (at: number) => clockTime(at, utc, volume.to - volume.from);
  const { from } = columns[0]!;
  const { to } = columns.at(-1)!;
  return [
    first === last ? time(from) : `${time(from)} – ${time(to)}`,
    countOf(total, "line"),
    ...(errors > 0 ? [countOf(errors, "error")] : []),
    ...(warnings > 0 ? [countOf(warnings, "warning")] : []),
  ].join(", ");
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
