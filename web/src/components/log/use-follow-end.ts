import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const AT_END_PX = 8; // sub-pixel layout and a touch screen's bounce are not a reader who scrolls up

/**
 * Keeps the end of `content` in sight of `scroller` while it grows, unless the reader has scrolled up; then the view stays
 * where it is until the reader is back at the end.
 */
export function useFollowEnd() {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const follows = useRef(true);
  const lastTop = useRef(0);

  const pin = useCallback(() => {
    const element = scroller.current;
    if (!element || !follows.current) return;
    element.scrollTop = element.scrollHeight;
    lastTop.current = element.scrollTop;
  }, []);

  const setFollows = useCallback((value: boolean) => {
    follows.current = value;
    setFollowing(value);
  }, []);

  // Before the frame with new rows is painted: the end does not flicker.
  useLayoutEffect(pin);

  useEffect(() => {
    const element = scroller.current!;
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      const atEnd = scrollHeight - clientHeight - scrollTop <= AT_END_PX;
      // What moves the end away without moving the view up is a new row or a new size, not the reader.
      if (atEnd) setFollows(true);
      else if (scrollTop < lastTop.current) setFollows(false);
      lastTop.current = scrollTop;
    };
    // Rows get their true height only when they come near the view, and the window may change its size.
    const observer = new ResizeObserver(pin);
    observer.observe(element);
    observer.observe(content.current!);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, [pin, setFollows]);

  const toEnd = useCallback(() => {
    setFollows(true);
    pin();
  }, [pin, setFollows]);

  return { scroller, content, following, toEnd };
}
