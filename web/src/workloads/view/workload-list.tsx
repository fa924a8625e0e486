import { defaultRangeExtractor, type Range, useWindowVirtualizer } from "@tanstack/react-virtual";
import { memo, type Ref, useCallback, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Workload } from "@/kit/workload";
import type { Activities } from "../feed/apply-event";
import { WorkloadRow, type WorkloadRowProps } from "./workload-row";

/** As many as nobody waits for. They are all in the document, for the browser's own search, and to be printed. */
const ALWAYS_WHOLE = 100;
/** Above and below what is in sight, for who tabs or reads on from there. */
const OVERSCAN = 6;
/** Of two lines, as most are on a screen that is not a phone's. */
const ROW_PX = 53;
/** The server knows no screen: the first rows of a large one. */
const FIRST_VIEW = { width: 0, height: 1_200 };

/** What the page's keys do to the list. A row that has the focus may go away; the next key goes on from its place. */
export interface WorkloadListHandle {
  /** Whether all rows are in the document. */
  isWhole(): boolean;
  /** Clicks what `selector` names in the row that the focus is in. */
  click(selector: string): void;
  /** To the first row. */
  first(): void;
  /** To the row that had the focus last. */
  back(): void;
  /** To the row `step` rows on; if the focus is in none, to the one that had it last. */
  move(step: 1 | -1): void;
}

/** The rows, of which those in sight, those next to them and the one with the focus are in the document. */
export const WorkloadList = memo(function WorkloadList(props: Props) {
  const { ref, workloads, more, activities, ticked, busy, ...rest } = props;
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  const last = useRef(0);
  const [kept, setKept] = useState<string>();
  const isWhole = workloads.length + more <= ALWAYS_WHOLE;

  const extract = (range: Range) => {
    if (isWhole) return workloads.map((_, index) => index);
    const indexes = defaultRangeExtractor(range);
    const focused = workloads.findIndex(({ id }) => id === kept);
    if (focused < 0 || indexes.includes(focused)) return indexes;
    return [...indexes, focused].sort((a, b) => a - b);
  };
  const virtualizer = useWindowVirtualizer({
    count: workloads.length,
    estimateSize: () => ROW_PX,
    getItemKey: useCallback((index: number) => workloads[index]!.id, [workloads]),
    overscan: OVERSCAN,
    initialRect: FIRST_VIEW,
    scrollMargin: top,
    rangeExtractor: extract,
  });
  const items = virtualizer.getVirtualItems();
  const below = virtualizer.getTotalSize() + top - (items.at(-1)?.end ?? top) + more * ROW_PX;
  useLayoutEffect(() => setTop(list.current!.offsetTop), []); // of use for how far is scrolled, not for where rows are
  useLayoutEffect(() => {
    // Not as an attribute: of those that the server writes, the page's policy allows none.
    list.current!.style.paddingBottom = `${below}px`;
  }, [below]);

  const current = () => Number(document.activeElement?.closest("[data-workload]")?.ariaPosInSet ?? 0) - 1;
  const focus = (wanted: number) => {
    const index = Math.max(0, Math.min(wanted, workloads.length - 1));
    flushSync(() => setKept(workloads[index]?.id));
    list.current?.querySelector<HTMLElement>(`[aria-posinset="${index + 1}"] a`)?.focus();
  };
  useImperativeHandle(ref, () => ({
    isWhole: () => isWhole,
    click: (selector) =>
      document.activeElement?.closest("[data-workload]")?.querySelector<HTMLElement>(selector)?.click(),
    first: () => focus(0),
    back: () => focus(last.current),
    move: (step) => focus(current() < 0 ? last.current : current() + step),
  }));

  return (
    <ul
      ref={list}
      aria-label="Workloads"
      className="workload-list"
      onFocus={() => {
        last.current = Math.max(0, current());
        setKept(workloads[last.current]?.id);
      }}
    >
      {items.map((item, n) => {
        const workload = workloads[item.index]!;
        return (
          <WorkloadRow
            key={workload.id}
            ref={virtualizer.measureElement}
            index={item.index}
            of={workloads.length + more}
            gap={item.start - (items[n - 1]?.end ?? top)}
            workload={workload}
            activity={activities.get(workload.id)}
            ticked={ticked.has(workload.id)}
            busy={busy.has(workload.id)}
            {...rest}
          />
        );
      })}
    </ul>
  );
});

interface Props extends Pick<WorkloadRowProps, "now" | "onTick" | "onAction"> {
  ref: Ref<WorkloadListHandle>;
  /** One at least. */
  workloads: readonly Workload[];
  /** How many come after them that are not here yet. */
  more: number;
  activities: Activities;
  /** The ids of those that are ticked. */
  ticked: ReadonlySet<string>;
  /** The ids of those of which an action has been asked for, and not been answered. */
  busy: ReadonlySet<string>;
}
