import type { Workload } from "@/lib/workloads";
import { problemText } from "./problem-text";

export type Action = "restart" | "stop";

/** What came of asking for an action. */
export interface ActionResult {
  id: string;
  done: boolean;
  text: string;
}

const PAST = { restart: "restarted", stop: "stopped" };

/** Asks the backend to restart or stop a workload. That it has done so is told by the workload's status, not by this. */
export async function requestAction(action: Action, { id, name }: Workload): Promise<ActionResult> {
  const result = (done: boolean, text: string) => ({ id, done, text });
  try {
    const response = await fetch(`/api/v1/workloads/${encodeURIComponent(id)}/${action}`, { method: "POST" });
    if (!response.ok) return result(false, `${name} was not ${PAST[action]}. ${await problemText(response)}`);
    void response.body?.cancel();
    return result(true, action === "restart" ? `Restart requested: ${name}` : `Stop requested: ${name}`);
  } catch {
    return result(false, `There was no answer: nobody knows whether ${name} will be ${PAST[action]}.`);
  }
}
