"use client";

import { useRouter } from "next/navigation";
import { useCallback, useRef, useState } from "react";
import { ConfirmDialog, type Question } from "@/kit/confirm-dialog";
import { Notice } from "@/kit/notice";
import { countOf } from "@/kit/quantity";
import type { Action } from "@/kit/request-action";
import { type Shortcut, ShortcutsOverlay } from "@/kit/shortcuts-overlay";
import { StatusRegion } from "@/kit/status-region";
import { useShortcuts } from "@/kit/use-shortcuts";
import type { Workload } from "@/kit/workload";
import { type Rendered, useWorkloadFeed } from "../feed/use-workload-feed";
import type { FeedAddress } from "../feed/workload-feed";
import { ConnectionBadge, connectionText } from "./connection-badge";
import { Results } from "./results";
import { mergedLogHref, SelectionBar } from "./selection-bar";
import { Toolbar } from "./toolbar";
import { useActions } from "./use-actions";
import { useFilter } from "./use-filter";
import { useRowFocus } from "./use-row-focus";
import { filterWorkloads } from "./workload-filter";
import { WorkloadRow } from "./workload-row";

const SHORTCUTS: Shortcut[] = [
  { keys: ["/"], does: "search" },
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
export function WorkloadsView({ rendered, ...address }: FeedAddress & { rendered: Rendered }) {
  const { workloads, connection, asOf, connect } = useWorkloadFeed(rendered, address);
  const [filter, setFilter] = useFilter();
  const { shown, counts } = filterWorkloads(workloads, filter);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [question, setQuestion] = useState<Question | null>(null);
  const { busy, results, act, dismiss } = useActions();
  const searchField = useRef<HTMLInputElement>(null);
  const { list, remember, first, back, move, click } = useRowFocus();
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
  useShortcuts({
    "/": () => {
      searchField.current?.focus();
      searchField.current?.select();
    },
    j: () => move(1),
    ArrowDown: () => move(1),
    k: () => move(-1),
    ArrowUp: () => move(-1),
    x: () => click("input"),
    r: () => click("[data-action=restart]"),
    s: () => click("[data-action=stop]"),
    o: () => selected.length > 1 && router.push(mergedLogHref(selected)),
  });

  const badge = <ConnectionBadge connection={connection} asOf={asOf} onConnect={connect} />;
  if (workloads.length === 0) {
    return (
      <Notice title="No workloads" text="The backend runs none at the moment.">
        <div className="flex justify-center">{badge}</div>
      </Notice>
    );
  }
  const filtered = filter.query !== "" || filter.statuses.length > 0;
  const all = countOf(workloads.length, "workload");
  const found = filtered ? `${shown.length} of ${workloads.length}` : all;
  return (
    <>
      <h1 className="sr-only">Workloads</h1>
      <Toolbar
        filter={filter}
        onFilter={setFilter}
        counts={counts}
        found={found}
        searchField={searchField}
        onDone={first}
      >
        {badge}
        <ShortcutsOverlay groups={[{ title: "Workloads", shortcuts: SHORTCUTS }]} />
      </Toolbar>
      {shown.length > 0 ? (
        <ul ref={list} onFocus={remember} className="workload-list">
          {shown.map((workload) => (
            <WorkloadRow
              key={workload.id}
              workload={workload}
              now={rendered.now}
              ticked={ticked.has(workload.id)}
              busy={busy.has(workload.id)}
              onTick={tick}
              onAction={ask}
            />
          ))}
        </ul>
      ) : (
        <div className="rounded-md border border-dashed border-line px-4 py-10 text-center text-muted">
          <p className="mb-3">No workload matches.</p>
          <button type="button" className="button" onClick={clearFilter}>
            Show all {workloads.length}
          </button>
        </div>
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
      <StatusRegion text={`${filtered ? `${shown.length} of ${all}` : all}. ${connectionText(connection)}`} />
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
