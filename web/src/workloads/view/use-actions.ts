import { useState } from "react";
import { type Action, type ActionResult, requestAction } from "@/kit/request-action";
import type { Workload } from "@/kit/workload";

const SUCCESS_SHOWN_MS = 10_000; // long enough to read; the status says the rest

/** Asks for actions, each workload one at a time, and keeps what came of the last one of each workload. */
export function useActions() {
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [results, setResults] = useState<readonly ActionResult[]>([]);

  const act = async (action: Action, workload: Workload) => {
    const { id } = workload;
    setBusy((busy) => new Set(busy).add(id));
    setResults((results) => results.filter((result) => result.id !== id));
    const result = await requestAction(action, workload);
    setBusy((busy) => new Set([...busy].filter((other) => other !== id)));
    setResults((results) => [...results, result]);
    if (result.done) setTimeout(() => dismiss(result), SUCCESS_SHOWN_MS);
  };
  const dismiss = (result: ActionResult) => setResults((results) => results.filter((r) => r !== result));
  return { busy, results, act, dismiss };
}
