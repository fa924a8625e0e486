import type { Remote } from "comlink";
import { type RefObject, useCallback, useMemo, useRef, useState } from "react";
import type { LogSession, Place } from "@/log/engine/protocol";
import type { LogRowsHandle } from "../rows/log-rows";

/** A row that the reader was led to; `ordinal`: which hit of the search it is, from 1. */
interface Current {
  key: number;
  ordinal?: number;
}

/** The ways to places in the log. What they lead to is `current` until the next one. */
export function usePlaces(session: Remote<LogSession>, rows: RefObject<LogRowsHandle | null>) {
  const [current, setCurrent] = useState<Current>();
  const from = useRef<number>(undefined);

  const mark = useCallback(({ key, ordinal }: Current) => {
    from.current = key;
    setCurrent({ key, ordinal });
  }, []);
  const show = useCallback(
    (place: Place & Current) => {
      mark(place);
      rows.current?.show(place);
    },
    [mark, rows],
  );

  const ways = useMemo(
    () => ({
      /** The next (1) or previous (-1) hit. Who follows the end and has been to none is led to the last one. */
      async toHit(direction: 1 | -1, following: boolean) {
        const last = from.current === undefined && following;
        const hit = last
          ? await session.findHit(undefined, -1)
          : await session.findHit(from.current ?? rows.current?.topKey(), direction);
        if (hit) show(hit);
      },
      async toTime(time: number) {
        const place = await session.placeOfTime(time);
        if (place) rows.current?.show(place);
      },
      async toRow(key: number) {
        const place = await session.placeOfKey(key);
        if (place) show(place);
      },
      /** The next search begins at what is in sight. */
      forget() {
        from.current = undefined;
        setCurrent(undefined);
      },
    }),
    [session, rows, show],
  );
  return { current, mark, show, ...ways };
}
