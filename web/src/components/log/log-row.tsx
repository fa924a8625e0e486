"use client";

import { memo, useState } from "react";
import type { Row } from "./line-store";
import type { LogLine } from "@/log/log-event";
import { type StyledText, styledText } from "./styled-text";

// More than a screen of text; the browser's layout of one line of 1 MiB freezes the page (rancher/dashboard#15845).
const SHOWN_CHARACTERS = 4_000;

export const LogRow = memo(function LogRow({ row }: { row: Row }) {
  return "line" in row ? <LineRow line={row.line} /> : <NoticeRow>{gapText(row.missed)}</NoticeRow>;
});

/** A row that the page says, not the log. */
export function NoticeRow({ children }: { children: React.ReactNode }) {
  return (
    <div role="listitem" className="log-notice">
      {children}
    </div>
  );
}

export function gapText(missed: number | null): string {
  if (missed === null) return "Lines may be missing here.";
  return missed === 1 ? "1 line is missing here." : `${count(missed)} lines are missing here.`;
}

/** With separators; always the same ones, so that no test depends on the machine's language. */
export function count(n: number): string {
  return n.toLocaleString("en");
}

function LineRow({ line: { message, time, stream } }: { line: LogLine }) {
  const [whole, setWhole] = useState(false);
  const shown = whole ? message : message.slice(0, SHOWN_CHARACTERS);
  return (
    <div role="listitem" className={stream === "stderr" ? "log-line log-line-stderr" : "log-line"}>
      {time !== undefined && <Time time={time} />}
      {stream && <span className="log-stream">{stream === "stderr" && "err"}</span>}
      <span className="log-message">
        {message === "" && "\n" /* or it is no line to who copies it */}
        {styledText(shown).map((run, index) => (
          <Run key={index} run={run} />
        ))}
        {shown.length < message.length && (
          <button type="button" className="log-more" onClick={() => setWhole(true)}>
            … show all {count(message.length)} characters
          </button>
        )}
      </span>
    </div>
  );
}

function Time({ time: ms }: { time: number }) {
  const time = new Date(ms);
  const pad = (n: number, digits = 2) => String(n).padStart(digits, "0");
  return (
    <time className="log-time" dateTime={time.toISOString()} title={time.toISOString()}>
      {pad(time.getHours())}:{pad(time.getMinutes())}:{pad(time.getSeconds())}
      <span className="log-ms">.{pad(time.getMilliseconds(), 3)}</span>
    </time>
  );
}

const COLORS = {
  black: "text-muted",
  red: "text-bad",
  green: "text-good",
  yellow: "text-warn",
  blue: "text-accent",
  magenta: "text-magenta",
  cyan: "text-cyan",
  white: "text-text",
} as const;

function Run({ run: { text, color, bold, italic, underline } }: { run: StyledText }) {
  if (!color && !bold && !italic && !underline) return text;
  const classes = [color && COLORS[color], bold && "font-bold", italic && "italic", underline && "underline"];
  return <span className={classes.filter(Boolean).join(" ")}>{text}</span>;
}
