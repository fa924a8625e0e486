import { countOf } from "./quantity";

/** Stands for the rows of a view that has none. */
export function NothingPasses({ kept, onClear }: { kept: number; onClear: () => void }) {
  return (
    <p className="log-notice">
      None of the {countOf(kept, "line")} kept here passes the filter.{" "}
      <button type="button" className="button" onClick={onClear}>
        Clear filter
      </button>
    </p>
  );
}
