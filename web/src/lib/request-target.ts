import { currentAccess, withoutOrigin } from "./access";

/** Path and query as they stand in the request line, or, where nobody keeps track (a unit test), as Next has them. */
export function requestTarget(request: Request): { path: string; query: string } {
  const target = currentAccess()?.target ?? withoutOrigin(request.url);
  const queryAt = target.indexOf("?");
  return queryAt < 0
    ? { path: target, query: "" }
    : { path: target.slice(0, queryAt), query: target.slice(queryAt) };
}
