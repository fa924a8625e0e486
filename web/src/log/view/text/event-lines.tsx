import { count } from "@/kit/quantity";
import type { FoldedEvent, LineRow, ShownLine } from "@/log/engine/protocol";
import { RunText } from "./run-text";
import { useEventLines, type WholeTextHandlers } from "./use-whole-text";
import { NotYetWhole } from "./whole-text";

/** Whether an event has lines that it does not show. */
export function isFolded({ shown, more }: FoldedEvent): boolean {
  return more > 0 || shown.some(({ skipped }) => skipped > 0);
}

/**
 * The lines of an event behind its first: those that say what it is or, unfolded, all. Each is begun by the line feed that is before
 * it, so that what is copied has it, too.
 */
export function EventLines({ row, event, unfolded, on }: EventLinesProps) {
  if (unfolded) return <AllLines row={row} on={on} />;
  return (
    <>
      {event.shown.map((line, index) => (
        <Line key={index} {...line} onUnfold={() => on.onUnfold(row.key)} />
      ))}
      {event.more > 0 && <LeftOut count={event.more} onUnfold={() => on.onUnfold(row.key)} />}
    </>
  );
}

interface EventLinesProps {
  row: LineRow;
  event: FoldedEvent;
  unfolded: boolean;
  on: EventHandlers;
}

export interface EventHandlers extends WholeTextHandlers {
  onUnfold: (key: number) => void;
}

function AllLines({ row, on }: { row: LineRow; on: WholeTextHandlers }) {
  const { lines, problem } = useEventLines(row, on);
  if (!lines) return <NotYetWhole problem={problem} />;
  return lines.map((line, index) => <Line key={index} {...line} />);
}

function Line({ text, marks, begin, library, skipped, onUnfold }: ShownLine & { onUnfold?: () => void }) {
  const run = <RunText text={text} marks={marks} begin={begin} />;
  return (
    <>
      {skipped > 0 && <LeftOut count={skipped} onUnfold={onUnfold!} />}
      {"\n"}
      {library ? <span className="log-library">{run}</span> : run}
    </>
  );
}

/** In the place of lines that are folded away. Not a stop of the Tab key: `Enter` unfolds the row. */
function LeftOut({ count: lines, onUnfold }: { count: number; onUnfold: () => void }) {
  return (
    <button type="button" tabIndex={-1} className="log-left-out" onClick={onUnfold}>
      {`… ${count(lines)} ${lines === 1 ? "line" : "lines"}`}
    </button>
  );
}
