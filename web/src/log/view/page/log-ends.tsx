import { countOf } from "@/kit/quantity";
import type { OpenLine, Source } from "@/log/engine/protocol";
import { RunText } from "../text/run-text";

/** What is before the first row: lines that are not kept here, or the log's beginning. */
export function LogHead({ dropped, earlier, full, since, onLoad }: Props) {
  if (since !== undefined && earlier !== "loading")
    return <p className="log-head">Only what was written from {since} on, as far as it is kept.</p>;
  if (earlier === "none" && dropped === 0) return <p className="log-head">The log begins here.</p>;
  return (
    <p className="log-head">
      {dropped > 0 &&
        `${countOf(dropped, "earlier line")} ${dropped === 1 ? "is" : "are"} no longer kept here. `}
      {earlier === "loading" ? (
        "Loading earlier lines…"
      ) : full ? (
        "More than these fit in here only if Settings allow more lines."
      ) : (
        <button type="button" className="button" onClick={onLoad}>
          Load earlier
        </button>
      )}
    </p>
  );
}

interface Props {
  dropped: number;
  earlier: "unknown" | "loading" | "none";
  /** Whether as many as may be loaded are. */
  full: boolean;
  /** The time before which lines are not shown. */
  since?: string;
  onLoad: () => void;
}

/** Stands for the rows of a view that has none. */
export function NothingPasses({ kept, onClear }: { kept: number; onClear: () => void }) {
  return (
    <p className="log-notice">
      None of the {countOf(kept, "line")} kept here passes the filter.{" "}
      <button type="button" className="button" onClick={onClear}>
        Clear filter
      </button>
    </p>
  );
}

/** The lines that have not ended yet: a prompt, or a progress bar. */
export function OpenLines({ lines, sources }: { lines: OpenLine[]; sources: Source[] }) {
  return lines.map(({ source, stream, text }) => (
    <p key={`${source} ${stream}`} className="log-open-line">
      {sources.length > 1 && <span className="text-muted">{sources[source]!.name} </span>}
      <RunText text={text} />
      <span className="log-said text-muted">still being written</span>
    </p>
  ));
}

/** Leads back to the end of the log, and says what is new there. */
export function JumpButton({ newLines, onJump }: { newLines: number; onJump: () => void }) {
  return (
    <button type="button" className="jump-button" onClick={onJump}>
      {newLines > 0 ? countOf(newLines, "new line") : "To the end"} ↓
    </button>
  );
}
