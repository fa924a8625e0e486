"use client";

import type { Remote } from "comlink";
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { LineRow, LogSession, Place, Row, Source, Update } from "@/log/engine/protocol";
import { GapRowView } from "./gap-row";
import { type LineHandlers, LineRowView, sourceColor } from "./line-row";
import { RowActions } from "./row-actions";
import { RunRowView } from "./run-row";
import { RowScroll } from "./row-scroll";
import { isFolded } from "../text/event-lines";
import { rowOf } from "./row-selection";
import type { TimeDisplay } from "./row-time";
import { NO_ROWS, shownRows } from "./shown-rows";
import { useRowSelection } from "./use-row-selection";

export interface Display {
  wrap: boolean;
  time: TimeDisplay;
  /** Names of the fields that have a column, and of those that are not shown. */
  columns: string[];
  hidden: string[];
}

/** A value that the reader has clicked, or a text that he has selected, and where on the screen that is. */
export interface PickedValue {
  /** The field's; undefined: any text. */
  name?: string;
  value: string;
  x: number;
  y: number;
}

export interface LogRowsHandle {
  /** Scrolls a row of the view to the middle and marks it for a moment; following ends. */
  show(place: Place): void;
  toEnd(): void;
  /** Ends following: the rows in sight stay, whatever comes. */
  leaveEnd(): void;
  /** Key of the topmost row in sight. */
  topKey(): number | undefined;
  focus(): void;
}

export interface LogRowsProps {
  ref?: Ref<LogRowsHandle>;
  session: Remote<LogSession>;
  update: Update;
  sources: Source[];
  display: Display;
  /** Key of the row that a hit or a link is at. */
  current?: number;
  /** What stands before the first row, if there is one. */
  head?: ReactNode;
  /** What stands after the last row. */
  tail?: ReactNode;
  onFollowing?: (following: boolean, newLines: number) => void;
  onCopy: (row: LineRow) => void;
  onShare: (row: LineRow) => void;
  onShowContext?: (row: LineRow) => void;
  onLoadGap: (key: number) => void;
  onPick: (picked: PickedValue) => void;
  /** Shows what is new since a time (milliseconds since the epoch). */
  onCompare: (at: number) => void;
}

const MARKED_MS = 2_000; // long enough to find the row with one's eyes
const LONGEST_NAME = 20; // characters of a workload's name before each of its lines

/** The rows of a log: those in sight of however many there are. */
export function LogRows(props: LogRowsProps) {
  const { ref, session, update, sources, display, current, head, tail } = props;
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });

  const scroller = useRef<HTMLDivElement>(null);
  const space = useRef<HTMLDivElement>(null);
  const block = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const pointer = useRef<[x: number, y: number]>([-1, -1]);

  const [marked, setMarked] = useState<number>();
  const [scroll] = useState(() => new RowScroll());
  const [shown, setShown] = useState(NO_ROWS);
  if (update !== shown.update && scroll.accepts(update)) setShown(shownRows(update, shown));

  // From the first line on that needs the column; it does not come and go.
  const [hasStderr, setHasStderr] = useState(false);
  if (!hasStderr && shown.rows.some((row) => row.kind === "line" && row.stream === "stderr"))
    setHasStderr(true);

  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const [whole, setWhole] = useState<ReadonlySet<number>>(new Set());
  const [active, setActive] = useState<number>();
  const [pointed, setPointed] = useState<number>();
  const ends = useRowSelection(list, session);

  // Rows that hold the selection's ends, or the focus, stay in the document when they are out of sight.
  const [kept, setKept] = useState<readonly KeptRow[]>([]);
  const wanted = active === undefined ? ends : [...ends, active];
  const keep = keptRows(wanted, shown.rows, shown.from, kept);
  if (
    keep.length !== kept.length ||
    keep.some(({ row, index }, at) => row !== kept[at]!.row || index !== kept[at]!.index)
  )
    setKept(keep);
  const drawn = new Set(shown.rows.map(({ key }) => key));
  const aside = keep.filter(({ row }) => !drawn.has(row.key));
  const before = aside.filter(({ index }) => scroll.following || index < shown.from);
  const after = aside.filter((row) => !before.includes(row));

  useEffect(() => {
    return scroll.attach(
      { scroller: scroller.current!, space: space.current!, block: block.current!, list: list.current! },
      {
        onWindow: (window) => void latest.current.session.setWindow(window),
        onFollowing: (following, newRows) => latest.current.onFollowing?.(following, newRows),
        onShown: setMarked,
      },
    );
  }, [scroll]);
  const nameWidth = Math.min(LONGEST_NAME, Math.max(...sources.map(({ name }) => name.length)));
  useLayoutEffect(() => {
    // Not as an attribute: the page's policy refuses those of the server's HTML.
    list.current!.style.setProperty("--source-width", `${nameWidth}ch`);
  }, [nameWidth]);
  useLayoutEffect(() => scroll.draw(shown, shown.update));
  useEffect(() => {
    scroll.revealHit();
    const { offsetWidth, clientWidth, parentElement } = scroller.current!;
    parentElement!.style.setProperty("--scroll-bar", `${offsetWidth - clientWidth}px`);
  });
  useEffect(() => {
    if (marked === undefined) return;
    const timer = setTimeout(() => setMarked(undefined), MARKED_MS);
    return () => clearTimeout(timer);
  }, [marked]);

  useImperativeHandle(
    ref,
    () => ({
      show: (place) => {
        setMarked(undefined);
        scroll.show(place);
      },
      toEnd: () => scroll.toEnd(),
      leaveEnd: () => scroll.leaveEnd(),
      topKey: () => scroll.topKey(),
      focus: () => scroller.current!.focus({ preventScroll: true }),
    }),
    [scroll],
  );

  const [on] = useState(() => ({
    onUnfold: (key: number) => {
      scroll.leaveEnd(); // what is to be read does not move away
      setUnfolded((keys) => toggled(keys, key));
    },
    onWhole: (key: number) => {
      scroll.leaveEnd();
      setWhole((keys) => toggled(keys, key));
    },
    marksOf: (key: number) => latest.current.session.marksOf(key),
    onMarks: () => scroll.revealHit(),
    onLoadGap: (key: number) => {
      scroll.leaveEnd(); // to what was missing; and at the end no more is kept than the limits allow
      scroller.current!.focus({ preventScroll: true }); // the button goes, and with it would the focus
      latest.current.onLoadGap(key);
    },
    textOf: (key: number) => latest.current.session.textOf(key),
    linesOf: (key: number) => latest.current.session.linesOf(key),
    columns: () => Math.max(1, Math.floor((scroller.current!.clientWidth - 24) / CHARACTER_PX)),
    onShare: (row: LineRow) => latest.current.onShare(row),
    onCompare: (at: number) => latest.current.onCompare(at),
    onShowContext: (row: LineRow) => latest.current.onShowContext?.(row),
    onCopy: (row: LineRow) => latest.current.onCopy(row),
  }));

  const focusRow = (key: number) => {
    const row = list.current!.querySelector<HTMLElement>(`:scope > [data-key="${key}"]`);
    if (!row) return;
    setActive(key);
    scroll.leaveEnd();
    row.focus({ preventScroll: true });
    scroll.reveal(row);
  };

  /** The row `step` after the one that has the focus or, if that is out of sight, the one at the view's edge. */
  const moveTo = (step: 1 | -1) => {
    const at = shown.rows.findIndex(({ key }) => key === active);
    const inSight = at !== -1 && isInSight(scroller.current!, list.current!, active!);
    if (inSight && step === 1 && shown.from + at === shown.count - 1) return scroll.toEnd();
    const target = inSight
      ? shown.rows[at + step]
      : scroll.following
        ? shown.rows.at(-1)
        : shown.rows.find(({ key }) => key === scroll.topKey());
    if (target) focusRow(target.key);
  };

  const toStart = () => scroll.toStart(update.reading);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    setPointed(undefined); // the keyboard takes over
    const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
    const button = (target as Element).closest("button") !== null;
    if (button && (key === " " || key === "Enter")) return;
    const page = scroller.current!.clientHeight - 2 * LINE_PX; // two lines to go on from
    const row =
      shown.rows.find(({ key }) => key === active) ?? aside.find(({ row }) => row.key === active)?.row;
    const actions: Record<string, (() => void) | undefined> =
      (ctrlKey || metaKey) && !altKey && !shiftKey
        ? { a: selectAll, Home: toStart, End: () => scroll.toEnd() }
        : ctrlKey || metaKey || altKey
          ? {}
          : {
              j: () => moveTo(1),
              ArrowDown: () => moveTo(1),
              k: () => moveTo(-1),
              ArrowUp: () => moveTo(-1),
              PageDown: () => scroll.scrollBy(page),
              PageUp: () => scroll.scrollBy(-page),
              " ": () => scroll.scrollBy(shiftKey ? -page : page),
              Home: toStart,
              End: () => scroll.toEnd(),
              Enter: row && (() => unfoldRow(row)),
              l: row?.kind === "line" ? () => on.onShare(row) : undefined,
              c: row?.kind === "line" ? () => on.onCopy(row) : undefined,
              Escape:
                active === undefined ? undefined : () => scroller.current!.focus({ preventScroll: true }),
            };
    if (!Object.hasOwn(actions, key) || !actions[key] || (shiftKey && key.startsWith("Arrow"))) return;
    event.preventDefault();
    actions[key]();
  };

  const unfoldRow = (row: Row) => {
    if (row.kind === "run") return;
    if (row.kind === "gap") {
      if (row.state === "loadable") on.onLoadGap(row.key);
    } else if (row.json || (row.event && isFolded(row.event))) on.onUnfold(row.key);
    else if (row.length > row.text.length) on.onWhole(row.key);
  };

  const selectAll = () => {
    scroll.leaveEnd();
    // The block, not the list: rows that come and go in the list then leave the selection alone.
    getSelection()!.selectAllChildren(block.current!);
  };

  const pick = ({ target, clientX: x, clientY: y }: React.MouseEvent) => {
    if ((target as Element).closest("a, button")) return; // which do something by themselves
    const selection = getSelection();
    if (selection && !selection.isCollapsed) {
      const rows = [selection.anchorNode, selection.focusNode].map((node) => rowOf(list.current!, node));
      const value = selection.toString();
      if (rows[0] && rows[0] === rows[1] && isText(value)) props.onPick({ value, x, y });
      return;
    }
    const field = (target as Element).closest<HTMLElement>("[data-field]");
    if (field) props.onPick({ name: field.dataset.field!, value: field.dataset.value!, x, y });
  };
  const hidden = useMemo(() => [...display.hidden, ...display.columns], [display]);

  const merged = sources.length > 1;
  const timeOf = (row: Row | undefined) => (row?.kind === "line" ? row.time : undefined);
  const rowElement = (row: Row, index: number, away: boolean) => {
    const classes = ["log-row"];
    if (away) classes.push("log-row-aside");
    if (row.key === current) classes.push("log-row-current");
    if (row.key === marked) classes.push("log-row-marked");
    if (row.kind === "gap") classes.push("log-row-gap");
    else if (row.kind === "run") classes.push("log-row-run");
    else {
      if (row.stream === "stderr") classes.push("log-row-stderr");
      if (row.level) classes.push(`log-row-${row.level}`);
      if (row.context) classes.push("log-row-context");
      if (row.watched) classes.push("log-row-watched");
    }
    const source = merged ? sources[row.source] : undefined;
    return (
      <div
        key={row.key}
        role="listitem"
        aria-setsize={-1 /* it grows */}
        aria-posinset={index + 1 + (shown.update?.dropped ?? 0)}
        tabIndex={-1}
        data-key={row.key}
        className={classes.join(" ")}
      >
        {row.kind === "gap" ? (
          <GapRowView row={row} source={source?.name} onLoad={on.onLoadGap} />
        ) : row.kind === "run" ? (
          <RunRowView row={row} source={source?.name} utc={display.time === "utc"} onCompare={on.onCompare} />
        ) : (
          <LineRowView
            row={row}
            time={display.time}
            timeAbove={timeOf(shown.rows[index - shown.from - 1])}
            sourceName={source?.name}
            sourceColor={source && sourceColor(row.source)}
            unfolded={unfolded.has(row.key) || (row.key === current && isHitInside(row))}
            whole={whole.has(row.key)}
            columns={display.columns}
            hidden={hidden}
            on={on satisfies LineHandlers}
          />
        )}
        {row.kind === "line" && !away && row.key === (pointed ?? active) && (
          <RowActions
            row={row}
            onCopy={on.onCopy}
            onShare={on.onShare}
            onShowContext={props.onShowContext && on.onShowContext}
          />
        )}
      </div>
    );
  };

  return (
    <div
      ref={scroller}
      role="region"
      aria-label="Log"
      tabIndex={0}
      className={`log-rows ${display.wrap ? "log-rows-wrap" : ""} ${hasStderr ? "log-rows-stderr" : ""}`}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        const row = rowOf(list.current!, target);
        setActive(row && Number(row.dataset.key));
      }}
      onBlur={({ relatedTarget }) => {
        if (!scroller.current!.contains(relatedTarget)) setActive(undefined);
      }}
      onPointerMove={({ target, clientX, clientY, pointerType }) => {
        // Rows that move under a pointer that rests are not pointed at.
        const [x, y] = pointer.current;
        if (pointerType === "touch" || (clientX === x && clientY === y)) return;
        pointer.current = [clientX, clientY];
        const row = rowOf(list.current!, target as Node);
        setPointed(row && Number(row.dataset.key));
      }}
      onPointerLeave={() => setPointed(undefined)}
      onClick={pick}
    >
      <div ref={space} className="log-rows-space">
        <div ref={block} className="log-rows-block">
          {shown.from === 0 && shown.count > 0 && head}
          <div ref={list} role="list" aria-label="Lines" className="log-rows-list">
            {/* One list: a row that went from one to another would be made anew, without focus and selection. */}
            {[
              ...before.map(({ row, index }) => rowElement(row, index, true)),
              ...shown.rows.map((row, at) => rowElement(row, shown.from + at, false)),
              ...after.map(({ row, index }) => rowElement(row, index, true)),
            ]}
          </div>
          {shown.from + shown.rows.length >= shown.count && tail}
        </div>
      </div>
    </div>
  );
}

const LINE_PX = 20; // the line height of .log-row
const CHARACTER_PX = 7.25; // the width of a character of 12 px in the usual monospaced fonts

/** Whether the row is of a line of JSON with hits, of which none is in what it shows while it is folded. */
function isHitInside({ json, marks }: LineRow): boolean {
  return json !== undefined && marks?.length === 0;
}

/** A row that stays in the document, and its index when it was last drawn. */
interface KeptRow {
  row: Row;
  index: number;
}

function keptRows(keys: readonly number[], rows: Row[], from: number, kept: readonly KeptRow[]): KeptRow[] {
  return [...new Set(keys)]
    .flatMap((key) => {
      const at = rows.findIndex((row) => row.key === key);
      if (at !== -1) return [{ row: rows[at]!, index: from + at }];
      return kept.filter(({ row }) => row.key === key);
    })
    .sort((a, b) => a.index - b.index);
}

const LONGEST_PICK = 200; // characters: more is selected to be copied

function isText(selected: string): boolean {
  return selected.trim() !== "" && selected.length <= LONGEST_PICK && !selected.includes("\n");
}

function isInSight(scroller: Element, list: Element, key: number): boolean {
  const row = list.querySelector(`:scope > [data-key="${key}"]`);
  if (!row) return false;
  const view = scroller.getBoundingClientRect();
  const { top, bottom } = row.getBoundingClientRect();
  return bottom > view.top && top < view.bottom;
}

function toggled(keys: ReadonlySet<number>, key: number): ReadonlySet<number> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}
