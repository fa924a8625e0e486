import { Frames } from "./frames";
import { LineStore, type StoredRow } from "./line-store";
import {
  DEFAULT_LIMITS,
  type LogSession,
  type Row,
  SHOWN_CHARACTERS,
  type Update,
  type Window,
} from "./protocol";
import { Sources } from "./sources";

const NOTHING_SOUGHT = { hits: 0, searching: false };

/** The session of one page: brings together connections, store and view, and tells the page what has changed. */
export function createLogSession(): LogSession {
  const store = new LineStore(DEFAULT_LIMITS);
  let followed: Sources | undefined;
  let window: Window = { kind: "end", rows: 200 };
  let frames: Frames<Update> | undefined;
  const changed = () => frames?.change();

  const rows = (): StoredRow[] => store.chunks.flatMap((chunk) => chunk.rows);

  function build(): Update {
    const all = rows();
    const from = window.kind === "end" ? Math.max(0, all.length - window.rows) : window.from;
    const to = window.kind === "end" ? all.length : window.to;
    const anchor = window.kind === "range" ? window.anchor : undefined;
    return {
      count: all.length,
      from: Math.min(from, all.length),
      rows: all.slice(from, to).map(shown),
      anchor:
        anchor === undefined
          ? undefined
          : Math.max(
              0,
              all.findIndex((row) => row.key >= anchor),
            ),
      received: store.received,
      kept: store.kept,
      keptBytes: store.keptBytes,
      dropped: store.dropped,
      earlier: "unknown",
      connections: [...(followed?.connections ?? [])],
      filter: NOTHING_SOUGHT,
      search: NOTHING_SOUGHT,
    };
  }

  return {
    open({ limits, ...options }, onUpdate) {
      store.setLimits(limits);
      frames = new Frames(build, onUpdate);
      followed = new Sources({
        ...options,
        tail: limits.lines,
        onChange: changed,
        onLine({ message, time, stream, cursor }, source) {
          const at = time ?? Date.now();
          const timed = time !== undefined;
          store.addLine({ source, at, timed, stream, level: undefined, cursor, text: message });
          changed();
        },
        onGap(missed, source) {
          store.addGap({ source, at: Date.now(), missed, after: undefined });
          changed();
        },
      });
    },
    connect() {
      followed?.connect();
    },
    setHidden(hidden) {
      frames?.hold(hidden);
      followed?.setHidden(hidden);
    },
    setOnline(online) {
      followed?.setOnline(online);
    },
    setLimits(limits) {
      store.setLimits(limits);
      changed();
    },
    setWindow(wanted) {
      window = wanted;
      changed();
    },
    setFilter() {},
    setSearch() {},
    findHit: () => Promise.resolve(undefined),
    placeOfKey(key) {
      const index = rows().findIndex((row) => row.key === key);
      return index < 0 ? undefined : { index, key };
    },
    placeOfTime(time) {
      const all = rows();
      const index = all.findIndex((row) => row.at >= time);
      return index < 0 ? undefined : { index, key: all[index]!.key };
    },
    placeOfCursor: () => Promise.resolve("gone"),
    textOf(key) {
      const row = rows().find((row) => row.key === key);
      return row?.kind === "line" ? row.text : undefined;
    },
    copy: () => "",
    loadGap: () => Promise.reject(new Error("Not yet.")),
    loadEarlier: () => Promise.reject(new Error("Not yet.")),
    downloadView: () => Promise.reject(new Error("Not yet.")),
    downloadLog: () => Promise.reject(new Error("Not yet.")),
    cancelDownload() {},
  };
}

function shown(row: StoredRow): Row {
  const { key, source } = row;
  if (row.kind === "gap") return { kind: "gap", key, source, missed: row.missed, state: row.state };
  const { cursor, stream, level, text, timed, at } = row;
  const time = timed ? at : undefined;
  const length = text.length;
  return {
    kind: "line",
    key,
    source,
    cursor,
    time,
    stream,
    level,
    text: text.slice(0, SHOWN_CHARACTERS),
    length,
  };
}
