import { BackendError } from "./backend-error";
import { requestTarget } from "./request-target";

const PREFIX = "/api";

/**
 * The path on the backend for a request that the fallback rewrite sent to the internal catch-all: what follows `/api`, as
 * it stands in the request line. Throws a `BackendError` (`not_found`) for a direct call of the internal path.
 */
export function apiPath(request: Request): string {
  const { path } = requestTarget(request);
  if (path !== PREFIX && !path.startsWith(`${PREFIX}/`)) {
    throw new BackendError("not_found", "There is nothing at this path.");
  }
  return path.slice(PREFIX.length) || "/";
}
