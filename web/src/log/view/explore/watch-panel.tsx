"use client";

import { useId, useState } from "react";
import { countOf } from "@/kit/quantity";
import type { WatchNews } from "@/log/engine/protocol";
import { parseQuery } from "@/log/engine/query/parse-query";
import type { Query } from "../find/url-state";
import { Icon } from "../menus/icons";
import { useWatchSettings } from "../watch/watch-store";

/** The rules for lines that the reader wants to be told of. */
export function WatchPanel({ query, news }: { query: Query; news: WatchNews }) {
  const [settings, setSettings] = useWatchSettings();
  const { rules, hidden, notify } = settings;
  const [text, setText] = useState("");
  const [refused, setRefused] = useState(false);
  const problemId = useId();
  const problem = parseQuery(text).problem?.message;
  const add = (rule: string) => {
    if (rule.trim() === "" || parseQuery(rule).problem) return;
    setSettings({ ...settings, rules: [...new Set([...rules, rule.trim()])] });
    setText("");
  };
  const wantNotices = async (wanted: boolean) => {
    const granted = wanted && (await Notification.requestPermission()) === "granted";
    setRefused(wanted && !granted);
    setSettings({ ...settings, notify: granted });
  };
  const { text: filter, regex } = query.filter;
  return (
    <div className="grid gap-2 p-1.5">
      <p className="text-muted">
        Lines that pass one of these filters are marked, and counted in the tab’s title while you are
        elsewhere.
      </p>
      <form
        className="flex gap-1"
        onSubmit={(event) => {
          event.preventDefault();
          add(text);
        }}
      >
        <input
          type="text"
          aria-label="Filter to watch for"
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : problemId}
          placeholder="level>=error"
          autoComplete="off"
          spellCheck={false}
          className="h-7 min-w-0 grow rounded-md border border-line bg-page px-1.5 font-mono"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit" className="button">
          Watch
        </button>
      </form>
      {problem !== undefined && (
        <p id={problemId} role="alert" className="text-bad">
          {problem}
        </p>
      )}
      {filter.trim() !== "" && !regex && !rules.includes(filter.trim()) && (
        <button type="button" className="menu-item" onClick={() => add(filter)}>
          Watch for the filter of now
        </button>
      )}
      {rules.length > 0 && (
        <ul aria-label="Watched for" className="grid gap-px">
          {rules.map((rule) => (
            <li
              key={rule}
              className="flex items-center justify-between gap-2 rounded-md bg-raised py-0.5 pl-1.5"
            >
              <span className="min-w-0 font-mono wrap-anywhere">{rule}</span>
              <button
                type="button"
                className="icon-button"
                aria-label={`Watch no more for ${rule}`}
                title="Watch no more"
                onClick={() => setSettings({ ...settings, rules: rules.filter((other) => other !== rule) })}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {rules.length > 0 && (
        <p role="status" className={news.problem ? "text-bad" : "text-muted"}>
          {news.problem ?? `${countOf(news.hits, "line")} since this page was opened.`}
        </p>
      )}
      <label className="flex items-start gap-2">
        <input
          type="checkbox"
          className="mt-0.5 size-4 shrink-0 accent-accent"
          checked={hidden}
          onChange={({ target }) => setSettings({ ...settings, hidden: target.checked })}
        />
        Also while this tab is hidden: it keeps one connection for each log then, which it would give up
      </label>
      {typeof Notification !== "undefined" && (
        <label className="flex items-start gap-2">
          <input
            type="checkbox"
            className="mt-0.5 size-4 shrink-0 accent-accent"
            checked={notify}
            onChange={({ target }) => void wantNotices(target.checked)}
          />
          Tell me by a notification, too
        </label>
      )}
      {refused && <p role="alert">The browser does not allow this page notifications.</p>}
    </div>
  );
}
