import type { Remote } from "comlink";
import { useCallback, useEffect, useState } from "react";
import type { LogSession, Place, Source } from "@/log/engine/protocol";
import { sharedLine } from "./share-link";

/** How far the way to the line of the page's address has come; `found` and no such line are undefined. */
export type SharedLineState = "looking" | "gone" | "filtered" | "failed" | undefined;

/** Shows the line that the address's fragment names, as soon as it is known where it is. */
export function useSharedLine(
  session: Remote<LogSession>,
  sources: Source[],
  onFound: (place: Place) => void,
) {
  const [state, setState] = useState<SharedLineState>();

  const look = useCallback(async () => {
    const line = sharedLine(location.hash, sources);
    if (!line) return setState(undefined);
    setState("looking");
    const place = await session.placeOfCursor(line.source, line.cursor).catch(() => "failed" as const);
    if (typeof place === "string") return setState(place);
    setState(undefined);
    onFound(place);
  }, [session, sources, onFound]);

  useEffect(() => {
    const onHashChange = () => void look();
    onHashChange();
    addEventListener("hashchange", onHashChange);
    return () => removeEventListener("hashchange", onHashChange);
  }, [look]);

  return { state, look, dismiss: () => setState(undefined) };
}
