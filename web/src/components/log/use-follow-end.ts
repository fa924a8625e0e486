import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const AT_END_PX = 8; // sub-pixel layout and a touch screen's bounce are not a reader who scrolls up

/**
 * Keeps the end of `content` in sight of `scroller` while it grows. Once the reader has scrolled up, keeps the row at the
 * top of the view in its place instead, whatever comes and goes above and below, until the reader is back at the end.
 */
export function useFollowEnd() {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const view = useRef<View>({ follows: true, top: 0 });

  const settle = useCallback(() => settleView(scroller.current!, view.current), []);

  // Before the frame with new rows is painted: nothing flickers.
  useLayoutEffect(settle);

  useEffect(() => {
    const element = scroller.current!;
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      const atEnd = scrollHeight - clientHeight - scrollTop <= AT_END_PX;
      // What moves the end away without moving the view up is a new row or a new size, not the reader.
      const movedUp = scrollTop < view.current.top;
      const follows = atEnd || (view.current.follows && !movedUp);
      view.current = { follows, top: scrollTop, anchor: follows ? undefined : topRow(element) };
      setFollowing(follows);
    };
    // Rows get their true height only when they come near the view, and the window may change its size.
    const observer = new ResizeObserver(settle);
    observer.observe(element);
    observer.observe(content.current!);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, [settle]);

  const toEnd = useCallback(() => {
    view.current = { follows: true, top: 0 };
    setFollowing(true);
    settle();
  }, [settle]);

  return { scroller, content, following, toEnd };
}

interface View {
  follows: boolean;
  /** Where the page knows the scroller to be. */
  top: number;
  /** The row at the top of the view, or its block if that was not drawn yet, for who does not follow. */
  anchor?: { row: Element; offset: number };
}

/**
 * Moves `scroller` to where `view` wants it. Instead of `overflow-anchor`, which not every browser has, and with which
 * Chromium loses its place when rows above the view are dropped.
 */
function settleView(scroller: HTMLElement, view: View): void {
  if (view.follows) scroller.scrollTop = scroller.scrollHeight;
  else if (view.anchor?.row.isConnected) {
    const moved = offsetIn(scroller, view.anchor.row) - view.anchor.offset;
    if (moved !== 0) scroller.scrollTop += moved;
  } else view.anchor = topRow(scroller);
  view.top = scroller.scrollTop;
}

function topRow(scroller: HTMLElement): View["anchor"] {
  const { left, top, width } = scroller.getBoundingClientRect();
  const row = document.elementFromPoint(left + width / 2, top + 1)?.closest("[role=listitem], .log-block");
  return row ? { row, offset: offsetIn(scroller, row) } : undefined;
}

function offsetIn(scroller: HTMLElement, row: Element): number {
  return row.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}
