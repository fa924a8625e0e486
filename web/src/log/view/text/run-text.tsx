import { memo } from "react";
import type { Mark } from "@/log/engine/protocol";
import { runLook } from "./run-look";
import { textRuns } from "./text-runs";

/** Text of the program in its colours, hits of the search marked. */
export const RunText = memo(function RunText({ text, marks }: { text: string; marks?: Mark[] }) {
  return textRuns(text, marks).map(({ text, style, marked }, index) => {
    const { className, style: css } = runLook(style);
    if (marked) {
      return (
        <mark key={index} className={`log-hit ${className ?? ""}`}>
          {text}
        </mark>
      );
    }
    if (!className && !css) return text;
    return (
      <span key={index} className={className} style={css}>
        {text}
      </span>
    );
  });
});
