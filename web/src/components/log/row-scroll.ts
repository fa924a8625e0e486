import type { Place, Update, Window } from "@/log/protocol";
import { clamp, covers, Estimate, type IndexRange, rangeInView, ROW_PX } from "./row-geometry";

const AT_END_PX = 8; // sub-pixel layout and a touch screen's bounce are not a reader who is somewhere else
const MARGIN_ROWS = 40; // beyond the view: what a turn of the wheel passes before more rows have come
const END_MARGIN_ROWS = 12; // while following, where every row is drawn anew in each frame of a burst
const DRIFT_PX = 4_000; // how far the rows may be from where the scroll bar says; mended while nobody scrolls
const SCROLL_IDLE_MS = 200; // longer than between two scroll events of one movement
const NO_KEY = -1; // keys count from 0

/** The elements that hold the rows: the scroller, in it the space that all rows would need, in it the block of drawn rows. */
export interface RowElements {
  scroller: HTMLElement;
  space: HTMLElement;
  block: HTMLElement;
  list: HTMLElement;
}

/** The rows that are drawn. */
export interface DrawnRows {
  count: number;
  from: number;
  rows: readonly { key: number }[];
}

export interface RowScrollEvents {
  onWindow: (window: Window) => void;
  /** The reader has left the end or is back at it, or rows have come below what was the end when he left. */
  onFollowing: (following: boolean, newRows: number) => void;
  /** A row that `show` was called for is in its place. */
  onShown: (key: number) => void;
}

/** A row and where its top is, in pixels below the scroller's. */
interface Anchor {
  key: number;
  index: number;
  offset: number;
}

interface Goal {
  index: number;
  key?: number;
  align: "middle" | "start";
}

/**
 * Decides which rows are drawn and where they stand. It knows no heights but those of the rows drawn: these stand in one block,
 * laid out by the browser, and the block is put where the reader's row stays in its place. The height of everything else is an
 * estimate that only the scroll bar shows. So an update costs what the drawn rows cost, however many there are.
 */
export class RowScroll {
  following = true;
  #elements: RowElements | undefined;
  #events: RowScrollEvents | undefined;
  #drawn: DrawnRows = { count: 0, from: 0, rows: [] };
  #seenPx = ROW_PX;
  /** Where this page has last set or seen the scroller and the block. */
  #scrollTop = 0;
  #blockTop = 0;
  /** The rows in view when the reader last moved, topmost first: the first that is still there stays where it was. */
  #anchors: Anchor[] = [];
  #goal: Goal | undefined;
  #asked: (IndexRange & { anchored: boolean }) | undefined;
  #askedEnd = 0;
  /** Key of the row that was the last one when the reader left the end; one that no row has: there was none. */
  #seen = NO_KEY;
  #newRows = 0;
  #toldNewRows = 0;
  #up = false;
  /** Where the reader's row, or what came after it, is now, when that is not drawn. */
  #lostAt: number | undefined;
  #scrolledAt = -Infinity;
  /** The pointer is down in the log: the rows stand still under it. */
  #held = false;

  /** Begins to move what `elements` hold, until the function that is returned is called. */
  attach(elements: RowElements, events: RowScrollEvents): () => void {
    this.#elements = elements;
    this.#events = events;
    const { scroller, block } = elements;
    const listening = new AbortController();
    const on = <K extends keyof HTMLElementEventMap>(
      type: K,
      listener: (event: HTMLElementEventMap[K]) => void,
    ) => scroller.addEventListener(type, listener, { passive: true, signal: listening.signal });
    on("scroll", () => this.#onScroll());
    // Before its first pixel: rows that come in the meantime would take the wheel's movement back.
    on("wheel", ({ deltaY, ctrlKey }) => {
      if (ctrlKey) return; // zooms
      if (deltaY < 0 && scroller.scrollTop > 0) this.leaveEnd();
      if (deltaY > 0 && !this.following && this.#isAtEnd()) this.toEnd();
    });
    on("pointerdown", (event) => this.#hold(event));
    const release = () => this.#release();
    addEventListener("pointerup", release, { signal: listening.signal });
    addEventListener("pointercancel", release, { signal: listening.signal });
    // A line that is unfolded, a window that changes its size.
    const observer = new ResizeObserver(() => {
      this.settle();
      this.#ask();
    });
    observer.observe(scroller);
    observer.observe(block);
    this.#ask();
    return () => {
      listening.abort();
      observer.disconnect();
      this.#elements = undefined;
    };
  }

  /** Whether the rows of `update` can be drawn: not those of the end when the reader has just left it. */
  accepts(update: Update): boolean {
    if (this.following && !this.#held) return true;
    if (this.#anchors.length === 0 || this.#goal) return true;
    return (
      update.anchor !== undefined || update.count === 0 || update.rows.some(({ key }) => this.#anchorOf(key))
    );
  }

  /** Call in the layout effect of the commit in which `drawn`, rows of `update`, was drawn. */
  draw(drawn: DrawnRows, update: Pick<Update, "anchor" | "newRows"> | undefined): void {
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      this.#newRows = update?.newRows ?? 0;
      this.#moveIndices(update?.anchor);
    }
    this.settle();
    this.#ask();
    this.#tell();
  }

  /** Rows or heights have changed: puts everything in its place again, before the browser paints. */
  settle(): void {
    const elements = this.#elements;
    if (!elements) return;
    const { scroller, block } = elements;
    const { from, rows, count } = this.#drawn;
    const blockPx = block.getBoundingClientRect().height;
    if (rows.length > 0) this.#seenPx = Math.max(ROW_PX, blockPx / rows.length);
    const estimate = new Estimate(count, this.#seenPx);
    const atStart = from === 0;
    const toEnd = from + rows.length >= count;
    const viewPx = scroller.clientHeight;

    let scrollTop = scroller.scrollTop;
    let blockTop = atStart
      ? 0
      : toEnd
        ? Math.max(estimate.top(count) - blockPx, estimate.rowPx)
        : estimate.top(from);
    const anchored = this.following && !this.#held ? undefined : this.#anchored();
    const goal: Goal | undefined =
      this.#goal ?? (this.#lostAt === undefined ? undefined : { index: this.#lostAt, align: "start" });
    if (this.following && !this.#held) scrollTop = Infinity;
    else if (goal) {
      const offset = this.#offsetOfGoal(goal);
      if (offset !== undefined) {
        scrollTop = blockTop + offset.top - (goal.align === "start" ? 0 : (viewPx - offset.height) / 2);
      }
    } else if (anchored) {
      const wanted = scrollTop + anchored.offset - anchored.top;
      const idle = performance.now() - this.#scrolledAt > SCROLL_IDLE_MS && !this.#held;
      const drift = Math.abs(wanted - blockTop);
      // The rows stay where they are in the view; the scroll bar moves if it must.
      if (atStart || (idle && !toEnd && drift > DRIFT_PX) || wanted <= 0) scrollTop += blockTop - wanted;
      else blockTop = wanted;
    }
    const restPx = toEnd ? 0 : estimate.top(count) - estimate.top(from + rows.length);
    const spacePx = blockTop + blockPx + restPx;
    this.#place(blockTop, spacePx, clamp(scrollTop, 0, Math.max(spacePx - viewPx, 0)));
    if (this.following && !this.#held) return;

    if (goal) {
      const { key, index } = goal;
      if (index < from || index >= from + rows.length) return;
      this.#goal = this.#lostAt = undefined;
      this.#anchors = this.#rowsInView();
      if (key !== undefined) this.#events?.onShown(key);
    } else if (!anchored) {
      this.#anchors = this.#rowsInView();
      if (!this.#up && !this.#held && rows.length > 0 && this.#isAtEnd()) this.toEnd();
    } else if (this.#anchors[0]!.offset > 0) {
      // The reader has moved beyond what was drawn then: the topmost row is one that is drawn only now.
      const inView = this.#rowsInView();
      if (inView[0] && inView[0].key !== this.#anchors[0]!.key) this.#anchors = inView;
    }
  }

  /** Scrolls by so many pixels, as a key does. */
  scrollBy(px: number): void {
    const { scroller } = this.#elements!;
    if (px < 0 && scroller.scrollTop > 0) this.leaveEnd();
    scroller.scrollTop += px;
    this.#onScroll();
  }

  toEnd(): void {
    this.#goal = undefined;
    this.#held = false;
    this.#anchors = [];
    if (!this.following) {
      this.following = true;
      this.#askedEnd = 0;
      this.#events?.onFollowing(true, 0);
    }
    this.#ask();
    this.settle();
  }

  toStart(): void {
    this.#go({ index: 0, align: "start" });
  }

  show({ index, key }: Place): void {
    this.#go({ index, key, align: "middle" });
  }

  /** Scrolls as little as shows all of a drawn row. */
  reveal(row: Element): void {
    const { scroller } = this.#elements!;
    const view = scroller.getBoundingClientRect();
    const { top, bottom, height } = row.getBoundingClientRect();
    const viewBottom = view.top + scroller.clientHeight;
    if (top < view.top || height > scroller.clientHeight) this.scrollBy(top - view.top);
    else if (bottom > viewBottom) this.scrollBy(bottom - viewBottom);
  }

  /** The reader wants to see what is here now. */
  leaveEnd(): void {
    if (!this.following) return;
    this.#anchors = this.#rowsInView();
    this.#leave();
    this.#ask();
  }

  topKey(): number | undefined {
    return this.#rowsInView()[0]?.key;
  }

  #go(goal: Goal): void {
    this.#goal = goal;
    this.#anchors = [];
    if (this.following) this.#leave();
    this.#asked = undefined;
    this.#ask();
    this.settle();
  }

  #leave(): void {
    this.following = false;
    this.#asked = undefined;
    this.#seen = this.#drawn.rows.at(-1)?.key ?? NO_KEY;
    this.#newRows = this.#toldNewRows = 0;
    this.#events?.onFollowing(false, 0);
  }

  #tell(): void {
    if (this.following || this.#newRows === this.#toldNewRows) return;
    this.#toldNewRows = this.#newRows;
    this.#events?.onFollowing(false, this.#newRows);
  }

  #onScroll(): void {
    const { scroller } = this.#elements!;
    const scrollTop = scroller.scrollTop;
    if (Math.abs(scrollTop - this.#scrollTop) < 1) return; // where this page has put it
    const up = scrollTop < this.#scrollTop;
    this.#up = up;
    this.#scrollTop = scrollTop;
    this.#scrolledAt = performance.now();
    this.#goal = undefined;
    this.#lostAt = undefined;
    if (this.following) {
      if (!up) return;
      return this.leaveEnd();
    }
    const { from, rows, count } = this.#drawn;
    const atEnd = scroller.scrollHeight - scroller.clientHeight - scrollTop <= AT_END_PX;
    if (!up && atEnd && from + rows.length >= count && !this.#held) return this.toEnd();
    this.#anchors = this.#rowsInView();
    this.#ask();
  }

  #hold({ button, pointerType, target }: PointerEvent): void {
    if (button !== 0 || pointerType === "touch" || (target as Element).closest("button")) return;
    this.#held = true;
    if (this.following) this.#anchors = this.#rowsInView();
  }

  #release(): void {
    if (!this.#held) return;
    this.#held = false;
    const selects = getSelection()?.isCollapsed === false;
    if (this.following && selects) this.leaveEnd();
    else if (this.following) this.settle();
    else if (!selects && this.#isAtEnd()) this.toEnd();
  }

  #isAtEnd(): boolean {
    const { scroller } = this.#elements!;
    const { from, rows, count } = this.#drawn;
    return (
      from + rows.length >= count &&
      scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop <= AT_END_PX
    );
  }

  #place(blockTop: number, spacePx: number, scrollTop: number): void {
    const { scroller, space, block } = this.#elements!;
    this.#blockTop = blockTop;
    setStyle(space, "height", `${spacePx}px`);
    setStyle(block, "top", `${blockTop}px`);
    if (Math.abs(scroller.scrollTop - scrollTop) >= 0.5) scroller.scrollTop = scrollTop;
    this.#scrollTop = scroller.scrollTop;
  }

  /** The anchor that is drawn, and where its top is below the block's. */
  #anchored(): { offset: number; top: number } | undefined {
    const { block } = this.#elements!;
    for (const { key, offset } of this.#anchors) {
      const row = this.#rowElement(key);
      if (row) return { offset, top: row.getBoundingClientRect().top - block.getBoundingClientRect().top };
    }
    return undefined;
  }

  #offsetOfGoal({ index, key }: Goal): { top: number; height: number } | undefined {
    const { block } = this.#elements!;
    const { from, rows } = this.#drawn;
    const row = this.#rowElement(key ?? rows[index - from]?.key);
    if (!row) return undefined;
    const { top, height } = row.getBoundingClientRect();
    // The start of the log is what stands before its first row, too.
    return { top: index === 0 && from === 0 ? 0 : top - block.getBoundingClientRect().top, height };
  }

  #rowElement(key: number | undefined): Element | undefined {
    return (
      this.#elements!.list.querySelector(`:scope > [data-key="${key}"]:not(.log-row-aside)`) ?? undefined
    );
  }

  #anchorOf(key: number): Anchor | undefined {
    return this.#anchors.find((anchor) => anchor.key === key);
  }

  #rowsInView(): Anchor[] {
    const { scroller, list } = this.#elements!;
    const view = scroller.getBoundingClientRect();
    const { from, rows } = this.#drawn;
    const indices = new Map(rows.map(({ key }, index) => [key, from + index]));
    const anchors: Anchor[] = [];
    for (const row of list.children) {
      const key = Number((row as HTMLElement).dataset.key);
      const index = indices.get(key);
      if (index === undefined || row.classList.contains("log-row-aside")) continue;
      const { top, bottom } = row.getBoundingClientRect();
      if (bottom <= view.top) continue;
      if (top >= view.top + scroller.clientHeight) break;
      anchors.push({ key, index, offset: top - view.top });
    }
    return anchors;
  }

  /** Rows before the reader's have gone or come: what is known by index moves with them. */
  #moveIndices(anchor: number | undefined): void {
    const { from, rows } = this.#drawn;
    for (const [at, { key }] of rows.entries()) {
      const known = this.#anchorOf(key);
      if (!known) continue;
      const moved = from + at - known.index;
      if (moved === 0) return;
      for (const other of this.#anchors) other.index += moved;
      if (this.#asked)
        this.#asked = { ...this.#asked, from: this.#asked.from + moved, to: this.#asked.to + moved };
      return;
    }
    // None of the rows in view is there: their place is taken by what came after them.
    const first = this.#anchors[0];
    if (anchor === undefined || !first || this.following) return;
    const next = rows[anchor - from];
    this.#anchors = next ? [{ key: next.key, index: anchor, offset: first.offset }] : [];
    this.#lostAt = next ? undefined : anchor;
  }

  #ask(): void {
    if (!this.#elements) return;
    if (this.following) this.#askEnd();
    else this.#askAround();
  }

  #askEnd(): void {
    const rows = Math.ceil(this.#elements!.scroller.clientHeight / ROW_PX) + END_MARGIN_ROWS;
    if (rows === this.#askedEnd) return;
    this.#askedEnd = rows;
    this.#asked = undefined;
    this.#events?.onWindow({ kind: "end", rows });
  }

  /** Asks for the rows around what is in view, if they have not been asked for. */
  #askAround(): void {
    const { scroller } = this.#elements!;
    const { count } = this.#drawn;
    const viewPx = scroller.clientHeight;
    const [index, offset] = this.#viewStart(viewPx);
    const { index: goalIndex, key: goalKey } = this.#goal ?? {};
    const first = this.#anchors[0];
    const anchor =
      goalIndex !== undefined && goalKey !== undefined
        ? { index: goalIndex, key: goalKey }
        : first && { index: first.index, key: first.key };
    const anchored = anchor !== undefined;
    const needed = rangeInView(index, offset, viewPx, MARGIN_ROWS / 2, count);
    if (this.#asked && covers(this.#asked, needed) && this.#asked.anchored === anchored) return;
    const range = rangeInView(index, offset, viewPx, MARGIN_ROWS, count);
    this.#asked = { ...range, anchored };
    this.#events?.onWindow({ kind: "range", ...range, anchor, seen: this.#seen });
  }

  /** A row of the view, and where it begins. */
  #viewStart(viewPx: number): [index: number, offset: number] {
    if (this.#goal) return [this.#goal.index, this.#goal.align === "start" ? 0 : viewPx / 2];
    const first = this.#anchors[0];
    if (first) return [first.index, first.offset];
    if (this.#lostAt !== undefined) return [this.#lostAt, 0];
    return [new Estimate(this.#drawn.count, this.#seenPx).index(this.#scrollTop), 0];
  }
}

function setStyle(element: HTMLElement, name: "height" | "top", value: string): void {
  if (element.style[name] !== value) element.style[name] = value;
}
