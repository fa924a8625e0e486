import { Mark } from "@/kit/mark";
import type { ActionResult } from "@/kit/request-action";

/** What came of the actions that were asked for, said also to who cannot see it. */
export function Results({ results, onDismiss }: Props) {
  return (
    <div role="status">
      {results.map((result) => (
        <div key={result.id} className={`notice-bar ${result.done ? "border-good" : "border-bad"}`}>
          <span className={result.done ? "text-good" : "text-bad"}>
            <Mark shape={result.done ? "check" : "cross"} />
          </span>
          <p className="min-w-0 grow wrap-anywhere">{result.text}</p>
          <button type="button" className="button" onClick={() => onDismiss(result)}>
            Dismiss
          </button>
        </div>
      ))}
    </div>
  );
}

interface Props {
  results: readonly ActionResult[];
  onDismiss: (result: ActionResult) => void;
}
