import { memo } from "react";
import { count } from "@/kit/quantity";
import { useClock } from "@/kit/use-clock";
import type { LineRow } from "@/log/engine/protocol";
import { type EventHandlers, EventLines, isFolded } from "../text/event-lines";
import { FoldedText, UnfoldedJson } from "../text/json-fields";
import { fieldData, RunText } from "../text/run-text";
import { WholeText } from "../text/whole-text";
import { isoTime, repeatedCharacters, rowTime, type TimeDisplay } from "./row-time";

/** How a line is shown beyond its own content. */
export interface LineView {
  time: TimeDisplay;
  /** The time of the row above. */
  timeAbove?: number;
  /** The name of its workload and which of the names' colours it has, if there are several. */
  sourceName?: string;
  sourceColor?: number;
  /** A JSON line is laid out under itself, an event shows all its lines. */
  unfolded: boolean;
  /** All of a line that is cut. */
  whole: boolean;
  /** Names of the fields that have a column, and of those that are not shown. */
  columns: string[];
  hidden: string[];
}

export interface LineHandlers extends EventHandlers {
  onWhole: (key: number) => void;
  /** Characters that stand on one screen line. */
  columns: () => number;
}

/** The inside of a line's row. What the program wrote is in `.log-text`, and nothing else is there that can be selected. */
export const LineRowView = memo(function LineRowView({
  row,
  time,
  timeAbove,
  sourceName,
  sourceColor,
  unfolded,
  whole,
  columns,
  hidden,
  on,
}: LineView & { row: LineRow; on: LineHandlers }) {
  const { json, event } = row;
  return (
    <>
      {time !== "off" && row.time !== undefined && (
        <Time time={row.time} above={timeAbove} other={row.otherTime} display={time} />
      )}
      {row.stream && <span className="log-err">{row.stream === "stderr" && "err"}</span>}
      {sourceName && (
        <span className={`log-source log-source-${sourceColor}`} title={sourceName}>
          {sourceName}
        </span>
      )}
      <span className={`log-level log-level-${row.level}`} title={row.level}>
        {row.level && (
          <>
            <span aria-hidden>{row.level[0]!.toUpperCase()}</span>
            <span className="sr-only">{row.level}</span>
          </>
        )}
        {row.watched && <span className="sr-only">watched for</span>}
      </span>
      {columns.map((name, index) => (
        <Column key={name} name={name} value={row.columns?.[index]} />
      ))}
      {(json || (event && isFolded(event))) && (
        <button
          type="button"
          className="log-fold"
          aria-expanded={unfolded}
          aria-label={`${unfolded ? "Fold" : "Unfold"} the ${json ? "fields" : "lines"}`}
          tabIndex={-1}
          onClick={() => on.onUnfold(row.key)}
        />
      )}
      <span className="log-text" data-text="">
        {row.text === "" && "\n" /* or it is no line to who copies it */}
        {whole ? (
          <WholeText row={row} on={on} columns={on.columns()} />
        ) : json ? (
          <FoldedText json={json} marks={row.marks} unfolded={unfolded} hidden={hidden} />
        ) : (
          <>
            {row.skipped !== undefined && <span className="log-said">{count(row.skipped)} characters …</span>}
            <RunText text={row.text} marks={row.marks} begin={row.begin} />
          </>
        )}
        {json && unfolded && !whole && <UnfoldedJson row={row} on={on} />}
        {event && !whole && <EventLines row={row} event={event} unfolded={unfolded} on={on} />}
        {row.length > row.text.length && !json && (
          <button type="button" className="log-more" onClick={() => on.onWhole(row.key)}>
            {whole ? "show less" : `… show all ${count(row.length)} characters`}
          </button>
        )}
      </span>
    </>
  );
});

/** A field's value, in the place that it has in every row. */
function Column({ name, value }: { name: string; value: string | undefined }) {
  if (value === undefined) return <span className="log-column" />;
  return (
    <span className="log-column log-value" title={`${name}=${value}`} {...fieldData({ name, value })}>
      {value}
    </span>
  );
}

// The server does not know the reader's time of day: its place, of a time of today.
const NO_TIME = " ".repeat("12:00:00.000".length);

function Time({ time, above, other, display }: TimeProps) {
  const text = useClock((now) => rowTime(time, display, now), NO_TIME);
  const repeated = useClock(
    (now) =>
      above === undefined
        ? ""
        : text.slice(0, repeatedCharacters(rowTime(time, display, now), rowTime(above, display, now))),
    "",
  );
  const differs = other !== undefined;
  return (
    <time
      className={differs ? "log-time log-time-differs" : "log-time"}
      dateTime={isoTime(time)}
      title={differs ? `${isoTime(time)}; told otherwise, too: ${isoTime(other)}` : isoTime(time)}
    >
      <span className="log-time-repeated">{repeated}</span>
      {text.slice(repeated.length)}
    </time>
  );
}

interface TimeProps {
  time: number;
  above?: number;
  /** What the line tells, or the backend, if that is another time. */
  other?: number;
  display: Exclude<TimeDisplay, "off">;
}

const COLORS = 8; // of globals.css

/** Which of the colours of names the source of this index has: by its place, so that those beside each other differ. */
export function sourceColor(index: number): number {
  return index % COLORS;
}
