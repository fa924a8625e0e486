import { withTerm, withText } from "@/log/engine/query/edit-query";
import type { Query } from "../find/url-state";

/** `query` with only the lines that have a value, or those that have not. An expression in the filter's field gives way. */
export function withValue(
  query: Query,
  { name, value }: { name?: string; value: string },
  negated: boolean,
): Query {
  const before = query.filter.regex ? "" : query.filter.text;
  const text = name === undefined ? withText(before, value, negated) : withTerm(before, name, value, negated);
  return { ...query, filter: { ...query.filter, regex: false, text } };
}
