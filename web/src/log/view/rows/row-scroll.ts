import type { Place, Update, Window } from "@/log/engine/protocol";
import { clamp, covers, Estimate, type IndexRange, MeanHeight, rangeInView, ROW_PX } from "./row-geometry";

const AT_END_PX = 8; // sub-pixel layout and a touch screen's bounce are not a reader who is somewhere else
const MARGIN_PX = 800; // beyond the view: what a turn of the wheel passes before more rows have come
const MARGIN_ROWS = 4; // at least: the next rows may be lower than the mean
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

/** A row in view, and where its top and its bottom are, in pixels below the scroller's top. */
interface Anchor {
  key: number;
  index: number;
  offset: number;
  bottom: number;
}

/** A row that the reader wants to see, until it is drawn. */
interface Goal {
  index: number;
  /** Of one that somebody else has found: rows drawn meanwhile may be of another view, where its index is another one. */
  key?: number;
  /** Index in the rows that came when it was asked for by its key. */
  now?: number;
  align: "middle" | "start";
  /** The scroll bar is there already, and the row comes to it; else it goes to where the row is. */
  scrolled?: boolean;
}

/**
 * Decides which rows are drawn and where they stand. It knows no heights but those of the rows drawn: these stand in one block,
 * laid out by the browser, and the block is put where the reader's row stays in its place. The height of everything else is an
 * estimate that only the scroll bar shows. So an update costs what the drawn rows cost, however many there are.
 *
 * What is measured never decides which rows those are: there is a row to go by always, one in view or, where the scroll bar
 * has been put somewhere else, the one that belongs there, which is looked up once. And the estimate stays as it is while the
 * reader scrolls. So heights that are nothing like the others can make the scroll bar inexact, and nothing else.
 */
export class RowScroll {
  following = true;
  #elements: RowElements | undefined;
  #events: RowScrollEvents | undefined;
  #drawn: DrawnRows = { count: 0, from: 0, rows: [] };
  #mean = new MeanHeight();
  /** The mean when the reader last did not scroll: the scroll bar is not made anew under his hand. */
  #rowPx = ROW_PX;
  /** Where this page has last set or seen the scroller, the block and the space's end. */
  #scrollTop = 0;
  #blockTop = 0;
  #spacePx = 0;
  /** The rows in view when the reader last moved, topmost first: the first that is still there stays where it was. */
  #anchors: Anchor[] = [];
  #goal: Goal | undefined;
  /** The reader wants to see the log's start, which is still being read. */
  #wantsStart = false;
  /** Key of the row that the reader was led to, until its hit is in view or he goes somewhere else. */
  #shown: number | undefined;
  #asked: (IndexRange & { anchored: boolean }) | undefined;
  #askedEnd = 0;
  /** Key of the row that was the last one when the reader left the end; one that no row has: there was none. */
  #seen = NO_KEY;
  #newRows = 0;
  #toldNewRows = 0;
  #up = false;
  /** The timer that runs while the reader scrolls. */
  #scrolling: ReturnType<typeof setTimeout> | undefined;
  /** Where the pointer is down, in the rows or on a scroll bar: the rows stand still under it. */
  #held: "rows" | "bar" | undefined;

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
    // With the next frame, as what was dragged last scrolls with that.
    const release = () => requestAnimationFrame(() => this.#release());
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
    if (this.#follows) return true;
    if (this.#anchors.length === 0 || this.#goal) return true;
    return (
      update.anchor !== undefined || update.count === 0 || update.rows.some(({ key }) => this.#anchorOf(key))
    );
  }

  /** Call in the layout effect of the commit in which `drawn`, rows of `update`, was drawn. */
  draw(drawn: DrawnRows, update: Pick<Update, "anchor" | "newRows" | "reading"> | undefined): void {
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      this.#newRows = update?.newRows ?? 0;
      this.#moveIndices(update?.anchor);
    }
    if (this.#wantsStart && !update?.reading) this.toStart();
    this.settle();
    this.#ask();
    this.#tell();
  }

  get #follows(): boolean {
    return this.following && !this.#held;
  }

  /** Rows or heights have changed: puts everything in its place again, before the browser paints. */
  settle(): void {
    const elements = this.#elements;
    if (!elements) return;
    const { scroller, block } = elements;
    const { from, rows, count } = this.#drawn;
    const blockPx = block.getBoundingClientRect().height;
    this.#mean.measure(rows, blockPx, count, `${scroller.clientWidth} ${scroller.className}`);
    const unseen = this.#unseenPx();
    const idle = !this.#scrolling && !this.#held && unseen === 0;
    if (idle) this.#rowPx = this.#mean.px;
    const estimate = new Estimate(count, this.#rowPx);
    const atStart = from === 0;
    const toEnd = from + rows.length >= count;
    const viewPx = scroller.clientHeight;

    let scrollTop = this.#scrollTop;
    let blockTop = atStart
      ? 0
      : toEnd
        ? Math.max(estimate.top(count) - blockPx, estimate.rowPx)
        : estimate.top(from);
    const follows = this.#follows;
    const arrived = follows ? undefined : this.#arrived(viewPx);
    const anchored = follows ? undefined : (arrived ?? this.#anchored());
    if (follows) scrollTop = Infinity;
    else if (anchored) {
      const fills = toEnd ? scrollTop + viewPx - blockPx : -Infinity; // where the log's end is the view's
      const wanted = Math.max(scrollTop + anchored.offset - anchored.top, fills);
      const drift = Math.abs(wanted - blockTop);
      const goes = arrived && !this.#goal!.scrolled;
      // The rows stay where they are in the view; the scroll bar moves if it must.
      if (goes || atStart || (idle && !toEnd && drift > DRIFT_PX) || wanted <= 0)
        scrollTop += blockTop - wanted;
      else blockTop = wanted;
    }
    const restPx = toEnd ? 0 : estimate.top(count) - estimate.top(from + rows.length);
    // Chromium lets go of a scroll bar that is dragged when what it scrolls changes its height.
    const spacePx = this.#held === "bar" ? this.#spacePx : blockTop + blockPx + restPx;
    this.#place(blockTop, spacePx, clamp(scrollTop, 0, Math.max(spacePx - viewPx, 0)), unseen);
    if (follows || unseen !== 0) return;

    if (arrived) {
      const { key, scrolled } = this.#goal!;
      this.#goal = undefined;
      this.#anchors = this.#rowsInView();
      if (key !== undefined) this.#events?.onShown(key);
      if (scrolled) this.#followAtEnd();
    } else if (!anchored && !this.#goal) {
      this.#anchor();
      if (this.#goal) this.settle();
      else this.#followAtEnd();
    } else if (anchored && !this.#goal && this.#anchors[0]!.offset > 0) {
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
    this.#goal = this.#held = undefined;
    this.#wantsStart = false;
    this.#anchors = [];
    if (!this.following) {
      this.following = true;
      this.#events?.onFollowing(true, 0);
    }
    this.#ask();
    this.settle();
  }

  /** To the first row: the one that is it when all that is `reading` has been read, unless the reader goes somewhere else. */
  toStart(reading = false): void {
    this.#go({ index: 0, align: "start" });
    this.#wantsStart = reading;
  }

  show({ index, key }: Place): void {
    this.#shown = key;
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

  /**
   * Scrolls as little as shows the first hit in the row that `show` was last called for, once it is drawn there: sideways, and in a
   * row that is higher than the view.
   */
  revealHit(): void {
    if (this.#shown === undefined || this.#goal || !this.#elements) return;
    const { scroller, list } = this.#elements;
    const hit = list.querySelector(`:scope > [data-key="${this.#shown}"]:not(.log-row-aside) .log-hit`);
    if (!hit) return;
    this.#shown = undefined;
    const view = scroller.getBoundingClientRect();
    const { left, right, top, bottom } = hit.getBoundingClientRect();
    // With what is around it.
    if (left < view.left || right > view.left + scroller.clientWidth)
      scroller.scrollLeft += left - view.left - scroller.clientWidth / 3;
    if (top < view.top || bottom > view.top + scroller.clientHeight)
      this.scrollBy(top - view.top - scroller.clientHeight / 3);
  }

  /** The reader wants to see what is here now. */
  leaveEnd(): void {
    if (!this.following) return;
    this.#anchor();
    this.#leave();
    this.#ask();
  }

  topKey(): number | undefined {
    return this.#rowsInView()[0]?.key;
  }

  #go(goal: Goal): void {
    this.#goal = goal;
    this.#wantsStart = false;
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
    this.#wantsStart = false;
    this.#scrollTop = scrollTop;
    clearTimeout(this.#scrolling);
    this.#scrolling = setTimeout(() => {
      this.#scrolling = undefined;
      this.settle();
    }, SCROLL_IDLE_MS);
    this.#shown = undefined;
    const isCut = up && scroller.scrollHeight - scroller.clientHeight - scrollTop < 1; // a higher window has less to scroll
    if (this.following && (!up || isCut)) return;
    if (this.following) this.#leave();
    else if (!up && !this.#held && this.#isAtEnd()) return this.toEnd();
    this.#anchor();
    if (this.#goal) this.settle();
    this.#ask();
  }

  #hold({ button, pointerType, target, offsetX, offsetY }: PointerEvent): void {
    if (button !== 0 || pointerType === "touch" || (target as Element).closest("button")) return;
    const { scroller } = this.#elements!;
    const onBar =
      target === scroller && (offsetX >= scroller.clientWidth || offsetY >= scroller.clientHeight);
    this.#held = onBar ? "bar" : "rows";
    if (!this.following) return;
    this.#anchors = this.#rowsInView();
    this.#ask();
  }

  #release(): void {
    if (!this.#held || !this.#elements) return;
    this.#held = undefined;
    const selects = getSelection()?.isCollapsed === false;
    if (this.following && selects) this.leaveEnd();
    else if (!this.following && !selects && this.#isAtEnd()) this.toEnd();
    else {
      this.settle();
      this.#ask();
    }
  }

  #isAtEnd(): boolean {
    const { scroller } = this.#elements!;
    return scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop <= AT_END_PX;
  }

  #followAtEnd(): void {
    if (!this.#up && !this.#held && this.#drawn.rows.length > 0 && this.#isAtEnd()) this.toEnd();
  }

  /** How far the reader has scrolled since the last event of it, which comes with the next frame. */
  #unseenPx(): number {
    const { scrollTop, scrollHeight, clientHeight } = this.#elements!.scroller;
    const px = scrollTop - this.#scrollTop;
    const isCut = px < 0 && scrollHeight - clientHeight - scrollTop < 1; // there is less to scroll now
    return Math.abs(px) < 1 || isCut ? 0 : px;
  }

  #place(blockTop: number, spacePx: number, scrollTop: number, unseenPx: number): void {
    const { scroller, space, block } = this.#elements!;
    // Not compared with the style: Chromium tells no more than six digits of it.
    if (spacePx !== this.#spacePx) space.style.height = `${spacePx}px`;
    if (blockTop !== this.#blockTop) block.style.top = `${blockTop}px`;
    [this.#spacePx, this.#blockTop] = [spacePx, blockTop];
    if (Math.abs(scroller.scrollTop - scrollTop - unseenPx) >= 0.5) scroller.scrollTop = scrollTop + unseenPx;
    this.#scrollTop = scroller.scrollTop - unseenPx;
  }

  /** Has the rows in view be what stays in its place; without one, the row that belongs where the scroll bar is. */
  #anchor(): void {
    this.#scrollTop = this.#elements!.scroller.scrollTop;
    this.#anchors = this.#rowsInView();
    this.#goal =
      this.#anchors.length > 0 || this.#drawn.count === 0
        ? undefined
        : { index: this.#indexAtScroll(), align: "start", scrolled: true };
  }

  /** The row for the scroll bar's place: above and below those drawn, one is as high as the other. */
  #indexAtScroll(): number {
    const { scroller, block } = this.#elements!;
    const { from, rows, count } = this.#drawn;
    const { scrollTop, scrollHeight } = scroller;
    const blockBottom = this.#blockTop + block.offsetHeight;
    const to = from + rows.length;
    if (this.#isAtEnd()) return count - 1;
    if (scrollTop < this.#blockTop) return Math.floor((from * scrollTop) / this.#blockTop);
    if (scrollTop < blockBottom) return from; // in a view that is lower than what stands before the first row
    return to + Math.floor(((count - to) * (scrollTop - blockBottom)) / (scrollHeight - blockBottom));
  }

  /** The anchor that is drawn: where it is to be in the view, and where its top is below the block's. */
  #anchored(): { offset: number; top: number } | undefined {
    for (const { key, offset } of this.#anchors) {
      const row = this.#drawnAt(key);
      if (!row) continue;
      // Of one that has shrunk, as without wrapping, the end stays in view.
      const isOut = offset + row.height < -1; // px; less is rounding
      return { offset: isOut ? ROW_PX - row.height : offset, top: row.top };
    }
    return undefined;
  }

  /** The same of the goal, if that is drawn. */
  #arrived(viewPx: number): { offset: number; top: number } | undefined {
    if (!this.#goal) return undefined;
    const { from, rows } = this.#drawn;
    const { index, key, align } = this.#goal;
    const now = key === undefined ? index : this.#goal.now;
    const row = now !== undefined && this.#drawnAt(rows[now - from]?.key);
    if (!row) return undefined;
    // The start of the log is what stands before its first row, too.
    const top = now === 0 ? 0 : row.top;
    return { offset: align === "start" ? 0 : (viewPx - row.height) / 2, top };
  }

  /** Where a row is in the block, if it is drawn. */
  #drawnAt(key: number | undefined): { top: number; height: number } | undefined {
    const { list, block } = this.#elements!;
    const row = list.querySelector(`:scope > [data-key="${key}"]:not(.log-row-aside)`);
    if (!row) return undefined;
    const { top, height } = row.getBoundingClientRect();
    return { top: top - block.getBoundingClientRect().top, height };
  }

  #anchorOf(key: number): Anchor | undefined {
    return this.#anchors.find((anchor) => anchor.key === key);
  }

  #rowsInView(): Anchor[] {
    const { scroller, list } = this.#elements!;
    const view = scroller.getBoundingClientRect();
    const { from, rows } = this.#drawn;
    const indices = new Map(rows.map(({ key }, index) => [key, from + index]));
    const inView: Anchor[] = [];
    for (const row of list.children) {
      const key = Number((row as HTMLElement).dataset.key);
      const index = indices.get(key);
      if (index === undefined || row.classList.contains("log-row-aside")) continue;
      const { top, bottom } = row.getBoundingClientRect();
      if (bottom <= view.top) continue;
      if (top >= view.top + scroller.clientHeight) break;
      inView.push({ key, index, offset: top - view.top, bottom: bottom - view.top });
    }
    return inView;
  }

  /** Rows before the reader's have gone or come: what is known by index moves with them. */
  #moveIndices(anchor: Update["anchor"]): void {
    const { count, from, rows } = this.#drawn;
    const goal = this.#goal;
    if (goal) {
      if (goal.key === undefined) goal.index = clamp(goal.index, 0, Math.max(count - 1, 0));
      else if (anchor?.key === goal.key && anchor.index === goal.index) goal.now = anchor.now;
      return;
    }
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
    if (!anchor || !first || this.#follows) return;
    const next = rows[anchor.now - from];
    this.#anchors = next ? [{ ...first, key: next.key, index: anchor.now }] : [];
    if (!next) this.#goal = { index: anchor.now, align: "start" };
  }

  #ask(): void {
    if (!this.#elements) return;
    if (this.#follows) this.#askEnd();
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
    const goal = this.#goal;
    const inView = goal ? [] : this.#rowsInView();
    const [first, last] = [inView[0], inView.at(-1)];
    const from = goal?.index ?? first?.index ?? 0;
    const rows = { from, to: last ? last.index + 1 : from };
    // What of the view there is to fill above and below them.
    const abovePx = first?.offset ?? (goal?.align === "middle" ? scroller.clientHeight / 2 : 0);
    const belowPx = scroller.clientHeight - (last?.bottom ?? abovePx);
    const margin = Math.max(MARGIN_ROWS, Math.ceil(MARGIN_PX / this.#rowPx));
    const needed = rangeInView(rows, abovePx, belowPx, margin / 2);

    const { index, key } = goal ?? this.#anchors[0] ?? {};
    const anchor = index === undefined || key === undefined ? undefined : { index, key };
    const anchored = anchor !== undefined;
    if (this.#asked && covers(this.#asked, needed) && this.#asked.anchored === anchored) return;
    const range = rangeInView(rows, abovePx, belowPx, margin);
    this.#asked = { ...range, anchored };
    this.#askedEnd = 0;
    const seen = this.following ? undefined : this.#seen;
    this.#events?.onWindow({ kind: "range", ...range, anchor, seen });
  }
}
