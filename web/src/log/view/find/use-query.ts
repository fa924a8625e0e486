import type { Remote } from "comlink";
import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import type { LogSession, Source } from "@/log/engine/protocol";
import { filterOf, NO_QUERY, type Query, readQuery, searchOf, writeQuery } from "./url-state";

const TYPING_MS = 100; // longer than between two keys of a quick typist, and still felt as at once

/**
 * What the reader searches for and filters by. Begins with what the page's address says; the log worker is told of it, and
 * the address is kept at it.
 */
export function useQuery(session: Remote<LogSession>, sources: Source[]) {
  const params = useSearchParams();
  const [query, setQuery] = useState(() => readQuery(params));
  const latest = useRef(query);
  const told = useRef(words(NO_QUERY, sources));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const tell = useCallback(() => {
    clearTimeout(timer.current);
    const next = words(latest.current, sources);
    if (next.search !== told.current.search) void session.setSearch(searchOf(latest.current.find));
    if (next.filter !== told.current.filter) void session.setFilter(filterOf(latest.current, sources));
    if (next.columns !== told.current.columns) void session.setColumns(latest.current.columns);
    told.current = next;
    const { pathname, search, hash } = location;
    const params = writeQuery(latest.current, new URLSearchParams(search));
    const address = `${pathname}${params && `?${params}`}${hash}`;
    if (address !== pathname + search + hash) history.replaceState(null, "", address);
  }, [session, sources]);

  useEffect(() => {
    told.current = words(NO_QUERY, sources); // which is what a new worker begins with
    tell();
    return () => clearTimeout(timer.current);
  }, [tell, sources]);

  /** Shows `next` in the fields, and tells the worker when the reader has stopped typing. */
  const change = useCallback(
    (next: Query) => {
      latest.current = next;
      setQuery(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(tell, TYPING_MS);
    },
    [tell],
  );
  /** Tells the worker at once what the fields say, or `next`, or what that makes of them. */
  const settle = useCallback(
    (next: Query | ((query: Query) => Query) = latest.current) => {
      latest.current = typeof next === "function" ? next(latest.current) : next;
      setQuery(latest.current);
      tell();
    },
    [tell],
  );
  return { query, change, settle };
}

/** What the worker is told, in a form that can be compared. */
function words(query: Query, sources: Source[]) {
  return {
    search: JSON.stringify(searchOf(query.find)) ?? "",
    filter: JSON.stringify(filterOf(query, sources)),
    columns: JSON.stringify(query.columns),
  };
}
