import { useSearchParams } from "next/navigation";
import { startTransition, useMemo, useOptimistic } from "react";
import { filterOf, withFilter, type WorkloadFilter } from "./workload-filter";

/** The filter in the page's address, and what puts another one there without a new entry in the history. */
export function useFilter() {
  const inAddress = useSearchParams().toString();
  // The router takes a moment to know of the new address; a text field cannot wait for it.
  const [search, showAtOnce] = useOptimistic(inAddress);
  const filter = useMemo(() => filterOf(new URLSearchParams(search)), [search]);
  const change = (part: Partial<WorkloadFilter>) => {
    const params = new URLSearchParams(search);
    const next = withFilter(params, { ...filter, ...part }).toString();
    startTransition(() => {
      showAtOnce(next);
      history.replaceState(null, "", next === "" ? location.pathname : `?${next}`);
    });
  };
  return [filter, change] as const;
}
