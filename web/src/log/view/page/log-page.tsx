"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Action, ActionResult } from "@/kit/request-action";
import { Palette, type PaletteAction } from "@/kit/palette";
import { ShortcutsOverlay } from "@/kit/shortcuts-overlay";
import { StatusRegion } from "@/kit/status-region";
import type { Workload, WorkloadStatus } from "@/kit/workload";
import { type FirstRows, type Limits, type LineRow, LOADED_TIMES, type Update } from "@/log/engine/protocol";
import { TABS, type Tab } from "../explore/tabs";
import { FindBar, type FindBarHandle } from "../find/find-bar";
import { rangeText, TimeMenu } from "../find/time-menu";
import { isFilterOf, isFiltering, type Query, withoutFilter } from "../find/url-state";
import { useQuery } from "../find/use-query";
import { DownloadMenu } from "../menus/download-menu";
import { SettingsMenu } from "../menus/settings-menu";
import { TIME_FORMATS, useSettings } from "../menus/settings-store";
import { ToggleButton } from "../menus/toggle-button";
import { untilItRuns } from "../menus/until-it-runs";
import { useDownload } from "../menus/use-download";
import { WorkloadMenu } from "../menus/workload-menu";
import { LogRows, type LogRowsHandle, type PickedValue } from "../rows/log-rows";
import { copyText } from "../share/copy-text";
import { shareLine } from "../share/share-link";
import { SharedLineNotice } from "../share/shared-line-notice";
import { useSharedLine } from "../share/use-shared-line";
import { spokenState } from "../status/connection-text";
import { StreamBadge } from "../status/stream-badge";
import { StreamNotice } from "../status/stream-notice";
import { useRuns } from "../status/use-runs";
import { useWorkload } from "../status/use-workload";
import { timesOf } from "../volume/volume-geometry";
import { Overview } from "../volume/overview";
import { useWatch } from "../watch/use-watch";
import { VolumeStrip } from "../volume/volume-strip";
import { commandActions, PAGE_SHORTCUTS, ROW_SHORTCUTS } from "./keyboard";
import { JumpButton, LogHead, NothingPasses, OpenLines } from "./log-ends";
import { LogHeader } from "./log-header";
import { SourceChips } from "./source-chips";
import { useAnnouncement } from "./use-announcement";
import { useKeys } from "./use-keys";
import { useLogSession } from "./use-log-session";
import { usePlaces } from "./use-places";

// What a reader may never ask for is loaded when he does.
const ExplorePanel = lazy(() => import("../explore/explore-panel"));
const ValueMenu = lazy(() => import("../explore/value-menu"));

/** The page of one log, or of several as one. */
export function LogPage(props: Props) {
  const [{ clock, events }] = useSettings();
  return <LogPageBy key={`${clock} ${events}`} {...props} />; // in another order, or other rows, all of the log is read anew
}

/** Its heading, the log, and what the reader can do with it. */
function LogPageBy({ workloads, first, notice, silenceLimitMs, answerLimitMs }: Props) {
  const [sources] = useState(() => workloads.map(({ id, name }) => ({ id, name, url: logUrl(id) })));
  const [settings, setSettings] = useSettings();
  const { limits, time, wrap } = settings;
  const router = useRouter();
  const { session, update } = useLogSession({ sources, silenceLimitMs, answerLimitMs }, first);
  useEffect(() => void session.setLimits(limits), [session, limits]);

  const rows = useRef<LogRowsHandle>(null);
  const findBar = useRef<FindBarHandle>(null);
  const downloadButton = useRef<HTMLButtonElement>(null);
  const [{ following, newLines }, setFollowing] = useState({ following: true, newLines: 0 });
  const { announcement, announce } = useAnnouncement();
  const { query, change, settle } = useQuery(session, sources);
  const { current, mark, show, toHit, toTime, toRow, forget } = usePlaces(session, rows);
  const shared = useSharedLine(session, sources, show);
  const { workload, isStale } = useWorkload(workloads[0]!, update.connections[0]);
  useRuns(session, sources.length === 1 ? workload : undefined);
  const status = isStale ? undefined : workload.status;
  const download = useDownload(session, sources);
  const news = useWatch(session);
  const startedAt =
    sources.length === 1 && workload.startedAt !== undefined ? Date.parse(workload.startedAt) : undefined;
  /** Since when the patterns tell what is new. */
  const [since, setSince] = useState<number>();
  const { connections } = update;

  const times = useMemo(() => timesOf(update.rows), [update.rows]);
  const { columns, hidden } = query;
  const display = useMemo(() => ({ time, wrap, columns, hidden }), [time, wrap, columns, hidden]);
  const [picked, setPicked] = useState<PickedValue>();
  const [tab, setTab] = useState<Tab>();

  const closePanel = () => {
    // The focus is not to go with what has it.
    if (document.activeElement?.closest(".explore")) rows.current!.focus();
    setTab(undefined);
  };
  const toggleTab = (wanted: Tab) => (tab === wanted ? closePanel() : setTab(wanted));
  const connect = () => void session.connect();
  const toEnd = () => rows.current!.toEnd();
  const toggleFollow = () => (following ? rows.current!.leaveEnd() : toEnd());
  const goToTime = useCallback((time: number) => void toTime(time), [toTime]);
  const setRange = useCallback(
    (from: number, to: number) => settle((query) => ({ ...query, from, to })),
    [settle],
  );
  const known = async () => {
    const fields = await session.fields();
    return {
      fields: fields.map(({ name, top }) => ({ name, values: top.map(({ value }) => value) })),
      workloads: sources.map(({ name }) => name),
    };
  };
  const goToHit = (direction: 1 | -1) => {
    settle();
    if (query.find.text !== "") void toHit(direction, following);
  };
  const leaveField = () => {
    settle();
    rows.current!.focus();
  };
  const changeQuery = (next: Query) => {
    if (next.find !== query.find) forget();
    change(next);
  };
  const clearFilter = () => {
    settle(withoutFilter(query));
    if (shared.state === "filtered") void shared.look();
  };
  const showContext = ({ key }: LineRow) => {
    settle(withoutFilter(query));
    void toRow(key);
  };
  const share = (row: LineRow) => {
    mark({ key: row.key });
    void shareLine(row, sources).then(announce);
  };
  const copyValue = async (text: string) => {
    announce((await copyText(text)) ? "Copied." : "The browser does not allow copying.");
  };
  const copy = async ({ key }: LineRow) => {
    const texts = await session.copy(key, key);
    const copied = await copyText(texts.join("\n"));
    announce(copied ? "Line copied." : "The browser does not allow copying.");
  };
  const sayWhyNot = useCallback((error: Error) => announce(error.message), [announce]);
  // What was written before all that is kept here is asked for.
  const { from } = query;
  const hasLines = update.received > 0;
  useEffect(() => {
    if (from !== undefined && hasLines) session.loadSince(from).catch(sayWhyNot);
  }, [session, from, hasLines, sayWhyNot]);
  const loadEarlier = () => {
    rows.current!.leaveEnd(); // where no more is kept than the limits allow
    session.loadEarlier().catch(sayWhyNot);
  };
  const onActionResult = (action: Action, { done, text }: ActionResult) => {
    announce(text);
    if (action === "restart" && done && connections[0]?.kind === "ended")
      void untilItRuns(sources[0]!.id).then(connect);
  };

  const handlers = {
    find: () => findBar.current!.toFind(),
    filter: () => findBar.current!.toFilter(),
    nextHit: () => goToHit(1),
    previousHit: () => goToHit(-1),
    leave() {
      forget();
      settle({ ...query, find: { ...query.find, text: "" } });
    },
    follow: toggleFollow,
    time: () => setSettings({ ...settings, time: after(TIME_FORMATS, time) }),
    wrap: () => setSettings({ ...settings, wrap: !wrap }),
    download: () => downloadButton.current!.click(),
    connect,
    fields: () => toggleTab("Fields"),
    patterns: () => toggleTab("Patterns"),
    watch: () => toggleTab("Watch"),
  };
  useKeys(handlers);
  const actions = (): PaletteAction[] => [
    ...commandActions(handlers),
    { label: "Only errors", run: () => settle({ ...query, levels: ["error"] }) },
    { label: "Only warnings and errors", run: () => settle({ ...query, levels: ["error", "warn"] }) },
    { label: "Only stderr", run: () => settle({ ...query, stream: "stderr" }) },
    ...(isFiltering(query) ? [{ label: "Clear filter", run: clearFilter }] : []),
    ...(from !== undefined || query.to !== undefined
      ? [{ label: "All times", run: () => settle({ ...query, from: undefined, to: undefined }) }]
      : []),
    {
      label: settings.events ? "Plain lines" : "Lines that belong together as one",
      run: () => setSettings({ ...settings, events: !settings.events }),
    },
    { label: "Load earlier lines", run: loadEarlier },
    { label: "All workloads", run: () => router.push("/") },
    { label: "Logs of all workloads as one", run: () => router.push("/logs?all=") },
  ];

  const filtering = isFiltering(query);
  const isFiltered = isFilterOf(query, sources, update.filter.of);
  return (
    <div className="flex h-dvh flex-col">
      <LogHeader
        workloads={workloads}
        // How a run has ended by itself is told by the badge.
        status={connections[0]?.kind === "ended" && hasEnded(status) ? undefined : status}
        names={
          <SourceChips
            sources={sources}
            shown={query.sources}
            onChange={(sources) => settle({ ...query, sources })}
          />
        }
        badge={
          <StreamBadge
            connections={connections}
            sources={sources}
            update={update}
            failed={status === "failed"}
            onConnect={connect}
          />
        }
      >
        <ToggleButton label="Follow the end" icon="follow" pressed={following} onToggle={toggleFollow} />
        <ToggleButton
          label="Fields, patterns, watch"
          icon="explore"
          pressed={tab !== undefined}
          onToggle={() => toggleTab(tab ?? TABS[0])}
        />
        <DownloadMenu
          ref={downloadButton}
          sources={sources}
          shown={update.count}
          state={download.state}
          onStart={(source, plain) => void download.start(source, plain)}
          onCancel={download.cancel}
        />
        {workloads.length === 1 && (
          <WorkloadMenu
            workload={{ ...workloads[0]!, status: status ?? workloads[0]!.status }}
            onResult={onActionResult}
          />
        )}
        <SettingsMenu settings={settings} onChange={setSettings} />
        <ShortcutsOverlay groups={SHORTCUTS} />
      </LogHeader>
      <FindBar
        ref={findBar}
        query={query}
        update={update}
        isFiltered={isFiltered}
        ordinal={current?.ordinal}
        known={known}
        time={
          <TimeMenu
            query={query}
            utc={time === "utc"}
            startedAt={startedAt}
            onChange={settle}
            onGo={goToTime}
          />
        }
        onChange={changeQuery}
        onGo={goToHit}
        onLeave={leaveField}
      />
      <main className="flex min-h-0 grow flex-col">
        <VolumeStrip
          volume={update.volume}
          from={times?.from}
          to={times?.to}
          utc={time === "utc"}
          onGo={goToTime}
          onRange={setRange}
        />
        {notice && <p className="page-notice">{notice}</p>}
        <SharedLineNotice
          state={shared.state}
          onClearFilter={clearFilter}
          onRetry={() => void shared.look()}
          onDismiss={shared.dismiss}
        />
        <div className="flex min-h-0 grow">
          <div className="log-frame">
            <LogRows
              ref={rows}
              session={session}
              update={update}
              sources={sources}
              display={display}
              current={current?.key}
              head={
                <LogHead
                  dropped={update.dropped}
                  earlier={update.earlier}
                  full={isFull(update, limits)}
                  since={
                    from === undefined
                      ? undefined
                      : rangeText(from, undefined, time === "utc").replace(/^since /, "")
                  }
                  onLoad={loadEarlier}
                />
              }
              tail={
                <>
                  {filtering &&
                    isFiltered &&
                    update.shown === 0 &&
                    !update.filter.searching &&
                    update.kept > 0 && <NothingPasses kept={update.kept} onClear={clearFilter} />}
                  <OpenLines lines={update.partials} sources={sources} />
                  <StreamNotice
                    connections={connections}
                    sources={sources}
                    empty={update.received === 0 && update.rows.length === 0}
                    onConnect={connect}
                  />
                </>
              }
              onFollowing={(following, newLines) => setFollowing({ following, newLines })}
              onCopy={(row) => void copy(row)}
              onShare={share}
              onShowContext={filtering ? showContext : undefined}
              onLoadGap={(key) => void session.loadGap(key).catch(sayWhyNot)}
              onPick={setPicked}
              onCompare={(at) => {
                setSince(at);
                setTab("Patterns");
              }}
            />
            <Overview parts={update.overview} />
            {!following && <JumpButton newLines={newLines} onJump={toEnd} />}
            {announcement && (
              <p aria-hidden className="toast">
                {announcement}
              </p>
            )}
          </div>
          {tab && (
            <Suspense>
              <ExplorePanel
                tab={tab}
                news={news}
                session={session}
                query={query}
                version={`${JSON.stringify(query)} ${update.received} ${update.filter.searching}`}
                startedAt={startedAt}
                since={since}
                onSince={setSince}
                utc={time === "utc"}
                onRow={(key) => void toRow(key)}
                onChange={settle}
                onTab={setTab}
                onClose={closePanel}
              />
            </Suspense>
          )}
        </div>
        {picked && (
          <Suspense>
            <ValueMenu
              key={`${picked.x} ${picked.y} ${picked.value}`}
              picked={picked}
              query={query}
              onChange={(next) => {
                if (next.find !== query.find) forget();
                settle(next);
              }}
              onCopy={(text) => void copyValue(text)}
              onClose={() => setPicked(undefined)}
            />
          </Suspense>
        )}
      </main>
      <Palette actions={actions} />
      <StatusRegion text={announcement ?? `${spokenState(connections)}.`} />
    </div>
  );
}

interface Props {
  /** One at least; of several, the logs are shown as one. */
  workloads: Workload[];
  /** The last lines of a single one: what there is to see before its log is followed. */
  first?: FirstRows;
  /** What of the address could not be shown. */
  notice?: string;
  /** Milliseconds without a byte after which a connection is taken for dead. */
  silenceLimitMs: number;
  /** Milliseconds without an answer to a request after which it is given up. */
  answerLimitMs: number;
}

const SHORTCUTS = [
  { title: "Anywhere on the page", shortcuts: PAGE_SHORTCUTS },
  { title: "In the log", shortcuts: ROW_SHORTCUTS },
];

function logUrl(id: string): string {
  return `/api/v1/workloads/${encodeURIComponent(id)}/logs`;
}

function hasEnded(status: WorkloadStatus | undefined): boolean {
  return status === "succeeded" || status === "failed";
}

function isFull({ kept, keptBytes }: Update, { lines, bytes }: Limits): boolean {
  return kept >= LOADED_TIMES * lines || keptBytes >= LOADED_TIMES * bytes;
}

function after<T>(list: readonly T[], item: T): T {
  return list[(list.indexOf(item) + 1) % list.length]!;
}
