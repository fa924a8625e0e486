import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for everything on the page that shows the time. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((tell) => tell()), 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** A text that depends on the time; draws anew only when the text changes. `first` is what the server's HTML has. */
export function useClock(format: (now: number) => string, first: string): string {
  return useSyncExternalStore(
    subscribe,
    () => format(Date.now()),
    () => first,
  );
}
