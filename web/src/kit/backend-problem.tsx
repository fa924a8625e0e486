import { type BackendError, currentAccess } from "tailrace";
import { Notice } from "./notice";
import { RefreshButton } from "./refresh-button";

/** A page without the backend's answer. The cause, which names addresses, goes to the request's line in the log only. */
export function BackendProblem({ error }: { error: BackendError }) {
  const access = currentAccess();
  if (access) access.error = error;
  return (
    <Notice title="Something is wrong with the backend" text={error.message}>
      <RefreshButton>Try again</RefreshButton>
    </Notice>
  );
}
