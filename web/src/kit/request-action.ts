import type { Workload } from "./workload";

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

/** What an answer that is not the one hoped for says: its status and, of a problem+json (RFC 9457), title and detail. */
async function problemText(response: Response): Promise<string> {
  const { title, detail } = await problemOf(response);
  const what = `${response.status} ${title ?? response.statusText}`.trim();
  return detail ? `${what}: ${detail}` : `${what}.`;
}

async function problemOf(response: Response): Promise<{ title?: string; detail?: string }> {
  if (!response.headers.get("content-type")?.startsWith("application/problem+json")) return {};
  const problem: unknown = await response.json().catch(() => undefined);
  const text = (name: string) => {
    const value: unknown = (problem as Record<string, unknown> | null | undefined)?.[name];
    return typeof value === "string" ? value : undefined;
  };
  return { title: text("title"), detail: text("detail") };
}
