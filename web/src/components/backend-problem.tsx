import type { BackendError } from "@/lib/backend-error";
import { log } from "@/lib/log";
import { Notice } from "./notice";
import { RefreshButton } from "./refresh-button";

/** A page without the backend's answer. The cause, which names addresses, goes to the log only. */
export function BackendProblem({ error }: { error: BackendError }) {
  log.warn({ code: error.code, err: error.cause }, error.message);
  return (
    <Notice title="Something is wrong with the backend" text={error.message}>
      <RefreshButton>Try again</RefreshButton>
    </Notice>
  );
}
