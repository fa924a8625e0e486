/** Something of the reader's that this browser keeps. */
export interface BrowserStore<T> {
  get(): T;
  getOnServer(): T;
  set(value: T): void;
  subscribe(listener: () => void): () => void;
}

/**
 * What is kept under `key`, for `useSyncExternalStore`: shared by all tabs, and what `parse` makes of nothing on the server and in
 * hydration. A browser may forbid storage; it then lasts as long as the page.
 */
export function browserStore<T>(key: string, parse: (saved: string | null) => T): BrowserStore<T> {
  const listeners = new Set<() => void>();
  const nothing = parse(null);
  let current: T | undefined;
  const read = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  return {
    get: () => (current ??= parse(read())),
    getOnServer: () => nothing,
    set(value) {
      current = value;
      try {
        localStorage.setItem(key, JSON.stringify(value));
      } catch {}
      listeners.forEach((tell) => tell());
    },
    subscribe(listener) {
      const onStorage = (event: StorageEvent) => {
        if (event.key !== key) return;
        current = undefined;
        listener();
      };
      listeners.add(listener);
      addEventListener("storage", onStorage);
      return () => {
        listeners.delete(listener);
        removeEventListener("storage", onStorage);
      };
    },
  };
}
