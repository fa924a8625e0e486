import { Fragment, memo, type ReactNode } from "react";
import type { Mark } from "@/log/engine/protocol";
import type { AnsiStyle } from "@/log/engine/store/ansi-style";
import { runLook } from "./run-look";
import { type TextField, textRuns } from "./text-runs";

/** Text of the program in its colours, hits of the search marked. */
export const RunText = memo(function RunText({ text, marks, begin }: RunTextProps) {
  return textRuns(text, marks, begin).map(({ text, style, marked, href, field }, index) => {
    const { className, style: css } = runLook(style);
    const shown = withControls(text);
    if (href !== undefined) {
      return (
        <a
          key={index}
          className={`log-link ${className ?? ""}`}
          style={css}
          href={href}
          title={href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          tabIndex={-1}
        >
          {marked ? <mark className="log-hit">{shown}</mark> : shown}
        </a>
      );
    }
    const hit = marked ? <mark className={`log-hit ${className ?? ""}`}>{shown}</mark> : shown;
    if (field) {
      return (
        <span key={index} className={`log-value ${className ?? ""}`} style={css} {...fieldData(field)}>
          {hit}
        </span>
      );
    }
    if (marked) return <Fragment key={index}>{hit}</Fragment>;
    if (!className && !css) return shown;
    return (
      <span key={index} className={className} style={css}>
        {shown}
      </span>
    );
  });
});

/** What tells of a click which value it was on. */
export function fieldData({ name, value }: TextField) {
  return { "data-field": name, "data-value": value };
}

interface RunTextProps {
  text: string;
  marks?: Mark[];
  /** What the line before has left switched on. */
  begin?: AnsiStyle;
}

const BIDI_CONTROL = /(\p{Bidi_Control})/u;

/** Characters that would turn the text around, so that it reads as something else, are seen instead. */
function withControls(text: string): ReactNode {
  if (!BIDI_CONTROL.test(text)) return text;
  return text.split(BIDI_CONTROL).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={index} className="log-control">
        {`U+${part.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`}
      </span>
    ),
  );
}
