import { useCallback, useEffect, useState } from "react";

const SHOWN_MS = 4_000; // enough to read a short sentence twice

/** A sentence about what the reader has just done; it goes by itself. */
export function useAnnouncement() {
  const [announcement, setAnnouncement] = useState<{ text: string }>();
  useEffect(() => {
    if (!announcement) return;
    const timer = setTimeout(() => setAnnouncement(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [announcement]);
  const announce = useCallback((text: string) => setAnnouncement({ text }), []);
  return { announcement: announcement?.text, announce };
}
