"use client";

import { type KeyboardEvent, useId } from "react";
import type { WatchNews } from "@/log/engine/protocol";
import { Icon } from "../menus/icons";
import { FieldsPanel } from "./fields-panel";
import { PatternsPanel, type PatternsProps } from "./patterns-panel";
import { useThrottled } from "./use-throttled";
import { WatchPanel } from "./watch-panel";
import { TABS, type Tab } from "./tabs";

const REFRESH_MS = 2_000; // between two countings of all lines, some 100 ms each

/** What the view's lines have in common, beside them. */
export default function ExplorePanel({ tab, news, onTab, onClose, ...rest }: Props) {
  const panel = { ...rest, version: useThrottled(rest.version, REFRESH_MS) };
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length]!;
    onTab(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <section
      aria-label="Explore"
      className="explore"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className="explore-head">
        <div role="tablist" aria-label="Explore" className="flex gap-0.5" onKeyDown={onKeyDown}>
          {TABS.map((name) => (
            <button
              key={name}
              id={`${id}-${name}`}
              type="button"
              role="tab"
              aria-selected={name === tab}
              aria-controls={`${id}-panel`}
              tabIndex={name === tab ? 0 : -1}
              className="explore-tab"
              onClick={() => onTab(name)}
            >
              {name}
            </button>
          ))}
        </div>
        <button type="button" className="icon-button" aria-label="Close" title="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-${tab}`}
        tabIndex={0}
        className="explore-body"
      >
        {tab === "Fields" && <FieldsPanel {...panel} />}
        {tab === "Patterns" && <PatternsPanel {...panel} />}
        {tab === "Watch" && <WatchPanel query={panel.query} news={news} />}
      </div>
    </section>
  );
}

interface Props extends PatternsProps {
  tab: Tab;
  /** What has come of what is watched for. */
  news: WatchNews;
  onTab: (tab: Tab) => void;
  onClose: () => void;
}
