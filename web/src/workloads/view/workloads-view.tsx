"use client";

import { useRouter } from "next/navigation";
import { useCallback, useDeferredValue, useMemo, useRef, useState } from "react";
import { ConfirmDialog, type Question } from "@/kit/confirm-dialog";
import { Notice } from "@/kit/notice";
import { Palette, type PaletteAction } from "@/kit/palette";
import { countOf } from "@/kit/quantity";
import type { Action } from "@/kit/request-action";
import { type Shortcut, ShortcutsOverlay } from "@/kit/shortcuts-overlay";
import { StatusRegion } from "@/kit/status-region";
import { useControlKey } from "@/kit/use-control-key";
import { useShortcuts } from "@/kit/use-shortcuts";
import type { Workload } from "@/kit/workload";
import { useWorkloadFeed } from "../feed/use-workload-feed";
import type { FeedAddress } from "../feed/workload-feed";
import { ConnectionBadge, connectionText } from "./connection-badge";
import type { RenderedList } from "./rendered-list";
import { Results } from "./results";
import { mergedLogHref, SelectionBar } from "./selection-bar";
import { Toolbar } from "./toolbar";
import { useActions } from "./use-actions";
import { useFilter } from "./use-filter";
import { filterWorkloads } from "./workload-filter";
import { WorkloadList, type WorkloadListHandle } from "./workload-list";

const SHORTCUTS: Shortcut[] = [
  { keys: ["/", "Ctrl+F"], does: "search" },
  { keys: ["j", "↓"], does: "next workload" },
  { keys: ["k", "↑"], does: "previous workload" },
  { keys: ["Enter"], does: "open its log" },
  { keys: ["x"], does: "select it, or deselect it" },
  { keys: ["o"], does: "open the selected as one log" },
  { keys: ["r"], does: "restart it" },
  { keys: ["s"], does: "stop it" },
  { keys: ["Esc"], does: "clear the search, while in it" },
];

/** The page of all workloads: live, searched, ticked, restarted and stopped. */
export function WorkloadsView({ rendered, ...address }: FeedAddress & { rendered: RenderedList }) {
  const { workloads, missing, activities, connection, asOf, connect } = useWorkloadFeed(rendered, address);
  const [filter, setFilter] = useFilter();
  // The rows follow the search's field: no key waits for them.
  const applied = useDeferredValue(filter);
  const { shown, ...here } = useMemo(() => filterWorkloads(workloads, applied), [workloads, applied]);
  const [renderedFilter] = useState(filter);
  // Until all of them are here the server knows better, of the filter that it was asked with.
  const { counts, found } =
    missing > 0 && applied === renderedFilter ? rendered : { ...here, found: shown.length };
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [question, setQuestion] = useState<Question | null>(null);
  const { busy, results, act, dismiss } = useActions();
  const searchField = useRef<HTMLInputElement>(null);
  const list = useRef<WorkloadListHandle>(null);
  const router = useRouter();

  const tick = useCallback((id: string) => setTicked((ticked) => toggled(ticked, id)), [setTicked]);
  const ask = useCallback((action: Action, workload: Workload) => setQuestion({ action, workload }), []);
  const answer = (confirmed: boolean) => {
    setQuestion(null);
    if (confirmed && question) void act(question.action, question.workload);
  };
  const selected = workloads.filter(({ id }) => ticked.has(id)).map(({ id }) => id);
  const clearFilter = () => {
    setFilter({ query: "", statuses: [] });
    searchField.current!.focus();
  };
  const back = () => list.current?.back();
  const toSearch = () => {
    searchField.current?.focus();
    searchField.current?.select();
  };
  useControlKey("f", () => {
    if (!list.current || list.current.isWhole() || searchField.current === document.activeElement)
      return false;
    toSearch();
    return true;
  });
  const openSelected = () => router.push(mergedLogHref(selected));
  const actions = (): PaletteAction[] => [
    { label: "Search the workloads", keys: ["/"], run: toSearch },
    ...(filter.query !== "" || filter.statuses.length > 0
      ? [{ label: "Show all workloads", run: clearFilter }]
      : []),
    ...(selected.length > 1
      ? [{ label: "Open the selected as one log", keys: ["o"], run: openSelected }]
      : []),
    { label: "Logs of all workloads as one", run: () => router.push("/logs?all=") },
    { label: "Connect now", run: connect },
  ];
  useShortcuts({
    "/": toSearch,
    j: () => list.current?.move(1),
    ArrowDown: () => list.current?.move(1),
    k: () => list.current?.move(-1),
    ArrowUp: () => list.current?.move(-1),
    x: () => list.current?.click("input"),
    r: () => list.current?.click("[data-action=restart]"),
    s: () => list.current?.click("[data-action=stop]"),
    o: () => selected.length > 1 && openSelected(),
  });

  const badge = <ConnectionBadge connection={connection} asOf={asOf} onConnect={connect} />;
  if (workloads.length + missing === 0) {
    return (
      <Notice title="No workloads" text="The backend runs none at the moment.">
        <div className="flex justify-center">{badge}</div>
      </Notice>
    );
  }
  const filtered = applied.query !== "" || applied.statuses.length > 0;
  const all = countOf(workloads.length + missing, "workload");
  const countText = filtered ? `${found} of ${all}` : all;
  return (
    <>
      <h1 className="sr-only">Workloads</h1>
      <Toolbar
        filter={filter}
        onFilter={setFilter}
        counts={counts}
        found={filtered ? `${found} of ${workloads.length + missing}` : all}
        searchField={searchField}
        onDone={() => list.current?.first()}
      >
        {badge}
        <ShortcutsOverlay groups={[{ title: "Workloads", shortcuts: SHORTCUTS }]} />
      </Toolbar>
      {shown.length > 0 ? (
        <WorkloadList
          ref={list}
          workloads={shown}
          more={found - shown.length}
          activities={activities}
          now={rendered.now}
          ticked={ticked}
          busy={busy}
          onTick={tick}
          onAction={ask}
        />
      ) : (
        <div className="rounded-md border border-dashed border-line px-4 py-10 text-center text-muted">
          <p className="mb-3">No workload matches.</p>
          <button type="button" className="button" onClick={clearFilter}>
            Show all {workloads.length + missing}
          </button>
        </div>
      )}
      {missing > 0 && (connection.kind === "off" || connection.kind === "reconnecting") && (
        <p className="px-3 py-2 text-muted">{`Only ${workloads.length} of ${all} are here.`}</p>
      )}
      <div className="sticky bottom-0 z-20 bg-page has-[.notice-bar]:pb-2">
        <Results
          results={results}
          onDismiss={(result) => {
            dismiss(result);
            back();
          }}
        />
        <SelectionBar
          ids={selected}
          hidden={selected.length - shown.filter(({ id }) => ticked.has(id)).length}
          onClear={() => {
            setTicked(new Set());
            back();
          }}
        />
      </div>
      {question && <ConfirmDialog question={upToDate(question, workloads)} onAnswer={answer} />}
      <Palette actions={actions} />
      <StatusRegion text={`${countText}. ${connectionText(connection)}`} />
    </>
  );
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return ids.has(id) ? new Set([...ids].filter((other) => other !== id)) : new Set([...ids, id]);
}

/** What is asked about may change, or go, while the reader thinks. */
function upToDate({ action, workload }: Question, workloads: readonly Workload[]): Question {
  return { action, workload: workloads.find(({ id }) => id === workload.id) ?? workload };
}
