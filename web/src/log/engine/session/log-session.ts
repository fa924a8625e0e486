import { EventWriter, joinedBefore, joinedLines } from "../events/event-writer";
import { shownLines } from "../find/shown-lines";
import { Finder, type FinderWorker } from "../find/finder";
import { MatchIndex } from "../find/match-index";
import { patternMatcher, queryMatcher } from "../find/matcher";
import { View } from "../find/view";
import { WindowRows } from "../find/window-rows";
import { downloadLog } from "../load/download";
import { Loader } from "../load/loader";
import { LineReader } from "../load/line-reader";
import type { LogAddress } from "../load/log-request";
import { Sources } from "../load/sources";
import {
  type Clock,
  type Connection,
  DEFAULT_LIMITS,
  type Filter,
  type LogLine,
  type LogSession,
  type OpenLine,
  type Run,
  SHOWN_CHARACTERS,
  type Source,
  type Update,
  type Window,
} from "../protocol";
import { LineStore } from "../store/line-store";
import { plainText } from "../store/plain-text";
import type { NewLine } from "../store/stored-row";
import { rowsFile, rowTexts } from "../store/view-text";
import { Frames } from "./frames";
import { Summaries } from "./summaries";
import { Watcher } from "./watcher";
import { VolumeClock } from "./volume-clock";

/** What there is once it is known what to follow. */
interface Followed {
  sources: Source[];
  addresses: LogAddress[];
  connections: Sources;
  loader: Loader;
}

/**
 * The session of one page. What comes over the connections goes into the store; what the filter lets through is the view;
 * and the page is told the rows of its window, whenever something has changed and it has drawn what it was told before.
 * `spawnFinder` starts a worker for patterns.
 */
export function createLogSession(spawnFinder: () => FinderWorker): LogSession {
  const changed = () => frames?.change();
  const store = new LineStore(DEFAULT_LIMITS);
  const events = new EventWriter(store);
  const finder = new Finder(spawnFinder);
  const workload = (source: number) => followed!.sources[source]!.name;
  const filter = new MatchIndex(store, queryMatcher(finder, workload), "filter", changed);
  const search = new MatchIndex(store, patternMatcher(finder), "search", changed);
  const watcher = new Watcher(workload);
  const watched: MatchIndex = new MatchIndex(
    store,
    queryMatcher(finder, workload),
    "watch",
    () => {
      watcher.tell();
      changed();
    },
    watcher.take,
  );
  const view = new View(store, filter, search);
  const summaries = new Summaries(view);
  const windowRows = new WindowRows(finder, search, watched, changed);
  const volume = new VolumeClock(view, search, changed);
  let frames: Frames<Update> | undefined;
  let followed: Followed | undefined;
  let window: Window = { kind: "end", rows: 0 };
  /** Since when the view shows lines. */
  let since: number | undefined;
  let wantedFilter: Filter = {};
  let download: AbortController | undefined;
  /** Of each source: its last line, and when that came. */
  const last: { line: NewLine; cameAt: number }[] = [];
  /** Of each source: a run whose first line has not come yet. */
  const awaited = new Map<number, Run>();
  /** By source and stream. */
  const partials = new Map<string, OpenLine>();
  /** Whether the last line was written before the page was opened, and another may be on its way. */
  let reading = false;
  let readingTimer: ReturnType<typeof setTimeout> | undefined;
  let clock: Clock = "backend";
  let reader = new LineReader(clock);
  let asEvents = true;
  let openedAt = 0;
  /** Whether the tab is, and whether lines are watched for all the same. */
  let isHidden = true;
  let watchesHidden = false;
  /** From the first line until the page shows what there is of it: reading on takes the processors that it needs for that. */
  let firstRows: PromiseWithResolvers<void> | undefined;
  /** When reading went on after that, as `performance.now()`. */
  let readOnAt = Infinity;

  /** Whether what the reader has loaded is kept beyond the limits: he looks at it, or at all since a time. */
  const isExtended = () => window.kind === "range" || since !== undefined;

  function newLines(lines: LogLine[], source: number, before: boolean): NewLine[] {
    const earlier = new LineReader(clock);
    const all = lines.map((line) => earlier.read(line, source));
    if (!asEvents) return all;
    return before ? joinedBefore(all, store) : joinedLines(all);
  }

  /** Keeps a line behind all that its source has brought. */
  function keep(logLine: LogLine, source: number): void {
    const line = reader.read(logLine, source);
    const run = awaited.get(source);
    if (run && line.at >= run.at) {
      store.addRun(source, run);
      events.cut(source); // a new run goes on with nothing
      awaited.delete(source);
    }
    if (asEvents) events.add(line);
    else store.addLine(line);
    last[source] = { line, cameAt: performance.now() };
  }

  function update(): Update {
    filter.look();
    search.look();
    watched.look();
    view.refresh();
    const { count } = view;
    const { from, to, anchor } = placeOfWindow();
    return {
      count,
      shown: view.shown,
      from,
      rows: windowRows.of(view.rows(from, to), (line) => view.isContext(line)),
      anchor,
      newRows: window.kind === "range" && window.seen !== undefined ? count - placeAfter(window.seen) : 0,
      received: store.received,
      kept: store.kept,
      events: store.events,
      keptBytes: store.keptBytes,
      dropped: store.dropped,
      earlier: followed!.loader.earlier,
      partials: [...partials.values()].filter(({ source }) =>
        isOpen(followed!.connections.connections[source]!),
      ),
      reading: reading || followed!.loader.readsBacklog,
      connections: [...followed!.connections.connections],
      ...volume.next(),
      filter: {
        of: wantedFilter,
        hits: filter.pattern ? view.lines : 0,
        searching: filter.searching,
        problem: filter.problem,
      },
      search: {
        pattern: search.wanted,
        hits: view.hits,
        searching: search.searching,
        problem: search.problem,
      },
    };
  }

  /** The window's place in the view as it is now: what the page asks for by index is where its anchor has gone since. */
  function placeOfWindow(): Pick<Update, "from" | "anchor"> & { to: number } {
    const { count } = view;
    if (window.kind === "end") return { from: Math.max(0, count - window.rows), to: count };
    const { anchor } = window;
    const now = anchor && (view.placeOfKey(anchor.key)?.index ?? Math.max(0, count - 1));
    const moved = anchor && now !== undefined ? now - anchor.index : 0;
    const from = Math.min(Math.max(0, window.from + moved), count);
    return { from, to: from + window.to - window.from, anchor: anchor && { ...anchor, now: now! } };
  }

  /** Index in the view of the first row after the one with this key. */
  function placeAfter(key: number): number {
    const place = view.placeOfKey(key);
    return place ? place.index + Number(place.key === key) : view.count;
  }

  /** Waits until the lines that a source begins with are here, as far as that can be told: it has written one since, or pauses. */
  async function caughtUp(source: number, isThere: () => boolean): Promise<void> {
    const until = performance.now() + BEGIN_MS;
    while (performance.now() < until && !isThere()) {
      const { kind } = followed!.connections.connections[source]!;
      if (kind === "ended" || kind === "refused") return;
      const { line, cameAt } = last[source] ?? {};
      const quietSince = Math.max(cameAt ?? 0, readOnAt); // that nothing was read before is no pause of the source
      if (line && ((line.timed && line.at >= openedAt) || performance.now() - quietSince > PAUSE_MS)) return;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS / 4));
    }
  }

  return {
    open({ limits, first, ...options }, onUpdate) {
      const { sources, silenceLimitMs, answerLimitMs } = options;
      openedAt = Date.now();
      store.setLimits(limits);
      ({ clock, events: asEvents } = options);
      reader = new LineReader(clock);
      if (sources.length > 1 || clock === "line") store.orderByTime();
      const addresses = sources.map(({ url }) => ({ url, silenceLimitMs, answerLimitMs }));
      const connections = new Sources({
        ...options,
        tail: limits.lines,
        first: first?.lines,
        onLine(logLine, source) {
          if (!firstRows) {
            firstRows = Promise.withResolvers<void>();
            setTimeout(firstRows.resolve, FIRST_ROWS_MS);
            void firstRows.promise.then(() => {
              readOnAt = performance.now();
              finder.start();
            });
          }
          partials.delete(`${source} ${logLine.stream}`);
          if (logLine.time !== undefined) reading = logLine.time < openedAt;
          keep(logLine, source);
          changed();
        },
        onGap(missed, source) {
          // With the time of the line before it: the backend's clock and this one may differ.
          const { at = Date.now(), cursor } = last[source]?.line ?? {};
          store.addGap({ source, at, missed, after: cursor });
          events.cut(source);
          changed();
        },
        onPartial({ message, stream }, source) {
          const name = `${source} ${stream}`;
          if (message === "") partials.delete(name);
          else partials.set(name, { source, stream, text: message.slice(0, SHOWN_CHARACTERS) });
          changed();
        },
        async onRead() {
          watched.look(); // in a hidden tab, too, where nothing is updated
          await firstRows?.promise;
          clearTimeout(readingTimer);
          if (!reading) return;
          readingTimer = setTimeout(() => {
            reading = false;
            changed();
          }, PAUSE_MS);
        },
        onChange() {
          // What is written now goes first.
          if (connections.connections.some((connection) => isOpen(connection) || connection.kind === "ended"))
            void loader.loadBacklog();
          changed();
        },
      });
      const loader = new Loader({
        store,
        tail: limits.lines,
        asked: first === undefined || first.whole,
        addresses,
        newLines,
        onLoad: () => store.setExtended(isExtended()),
        onChange: changed,
      });
      followed = { sources, addresses, connections, loader };
      for (const line of first?.lines ?? []) keep(line, 0);
      frames = new Frames(update, async (update) => {
        await onUpdate(update);
        if (update.received > 0) firstRows?.resolve(); // though no line may pass the filter
      });
      changed();
    },

    connect: () => followed?.connections.connect(),

    setHidden(hidden) {
      isHidden = hidden;
      frames?.hold(hidden);
      followed?.connections.setHidden(hidden && !watchesHidden);
    },

    addRun(source, run) {
      const { at = -Infinity } = last[source]?.line ?? {};
      if (at < run.at) return void awaited.set(source, run);
      store.addRun(source, run);
      changed();
    },

    setWatch(watch, onNews) {
      watcher.set(watched, watch, openedAt, onNews);
      watchesHidden = watch !== undefined && watch.hidden && watch.rules.length > 0;
      followed?.connections.setHidden(isHidden && !watchesHidden);
    },

    setOnline: (online) => followed?.connections.setOnline(online),

    setLimits(limits) {
      store.setLimits(limits);
      changed();
    },

    setWindow(wanted) {
      window = wanted;
      if (!isExtended()) store.setExtended(false);
      changed();
    },

    setFilter(wanted) {
      wantedFilter = wanted;
      since = wanted.from;
      if (!isExtended()) store.setExtended(false);
      view.setFilter(wanted);
      filter.setPattern(wanted.pattern);
      changed();
    },

    setSearch: (pattern) => search.setPattern(pattern),

    setColumns(names) {
      windowRows.setColumns(names);
      changed();
    },

    async fields() {
      // A filter that has just been set lets nothing through until it is known what it does.
      const until = performance.now() + FILTER_MS;
      while (filter.pattern && filter.searching && performance.now() < until) {
        filter.look();
        await filter.progress();
      }
      return summaries.fields();
    },

    facet: (name) => summaries.facet(name),

    patterns: (since) => summaries.patterns(since),

    async findHit(key, direction) {
      const until = store.nextKey;
      for (;;) {
        search.look();
        view.refresh();
        const hit = view.hitFrom(key, direction, until);
        if (hit !== "unknown") return hit;
        await search.progress();
      }
    },

    placeOfKey(key) {
      view.refresh();
      return view.placeOfKey(key);
    },

    placeOfTime(time) {
      view.refresh();
      return view.placeOfTime(time);
    },

    async placeOfCursor(source, cursor) {
      const find = () => store.lineAt(source, cursor);
      await caughtUp(source, () => find() !== undefined);
      if (!find()) await followed!.loader.loadBacklog();
      if (!find()) await followed!.loader.locate(source, cursor);
      const line = find();
      if (!line) return "gone";
      while (filter.pattern && filter.matches(line) === undefined) {
        filter.look();
        await filter.progress();
      }
      const place = this.placeOfKey(line.key);
      return place?.key === line.key ? place : "filtered";
    },

    async marksOf(key) {
      const text = this.textOf(key);
      const [marks = []] =
        text === undefined || !search.pattern ? [] : await finder.marks(search.pattern, [plainText(text)]);
      return marks;
    },

    textOf(key) {
      const position = store.find(key);
      const row = position && store.rowAt(position);
      return row?.kind === "line" ? row.text : undefined;
    },

    async linesOf(key) {
      const position = store.find(key);
      const row = position && store.rowAt(position);
      return row?.kind === "line" ? shownLines(row, await this.marksOf(key)) : undefined;
    },

    copy(fromKey, toKey) {
      view.refresh();
      const from = fromKey === undefined ? 0 : view.placeOfKey(fromKey)?.index;
      const to = toKey === undefined ? view.count - 1 : (view.placeOfKey(toKey)?.index ?? view.count - 1);
      if (from === undefined) return [];
      const rows = view.rows(Math.min(from, to), Math.max(from, to) + 1);
      const { sources } = followed!;
      const several = sources.length > 1 && (fromKey === undefined || fromKey !== toKey);
      return rowTexts(rows, ({ source, at, timed }) =>
        several ? `${sources[source]!.name}\t${timed ? new Date(at).toISOString() : ""}\t` : "",
      );
    },

    loadGap: (key) => followed!.loader.loadGap(key),

    loadEarlier: () => followed!.loader.loadEarlier(),

    loadSince: (time) => followed!.loader.loadSince(time),

    async downloadView() {
      view.refresh();
      const { sources } = followed!;
      return rowsFile(view.rows(0, view.count), ({ source }) =>
        sources.length > 1 ? `${sources[source]!.name}\t` : "",
      );
    },

    downloadLog(source, plain, onProgress) {
      download?.abort();
      download = new AbortController();
      return downloadLog(followed!.addresses[source]!, plain, onProgress, download.signal);
    },

    cancelDownload: () => download?.abort(),
  };
}

const isOpen = ({ kind }: Connection) => kind === "live" || kind === "quiet";

// For a page that draws nothing: it is hidden, or busy.
const FIRST_ROWS_MS = 1_000;
// A backlog of 100,000 lines takes about a second.
const BEGIN_MS = 5_000;
// Longer than a backlog pauses on its way, and shorter than a reader would notice.
const PAUSE_MS = 200;
// Longer than a filter takes for all lines that are kept.
const FILTER_MS = 2_000;
