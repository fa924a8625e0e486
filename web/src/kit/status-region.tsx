"use client";

import { useEffect, useRef, useState } from "react";

const THROTTLE_MS = 3_000; // a screen reader has said one sentence by then

/** Tells a screen reader `text` when it changes, the last of several changes only. */
export function StatusRegion({ text }: { text: string }) {
  const [said, setSaid] = useState("");
  const saidAt = useRef(0);
  useEffect(() => {
    const timer = setTimeout(
      () => {
        saidAt.current = Date.now();
        setSaid(text);
      },
      Math.max(0, saidAt.current + THROTTLE_MS - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
