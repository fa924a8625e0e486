import { useEffect, useId, useRef } from "react";
import type { Action } from "./request-action";
import { canStop, type Workload } from "./workload";

export interface Question {
  action: Action;
  workload: Workload;
}

interface Props {
  question: Question;
  /** Called once, after the dialog has closed and the focus is where it was. */
  onAnswer: (confirmed: boolean) => void;
}

/** Asks before a workload is restarted or stopped. Render it while there is a question. */
export function ConfirmDialog({ question: { action, workload }, onAnswer }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [title, text] = [useId(), useId()];
  useEffect(() => {
    dialog.current!.showModal();
  }, []);
  const verb = action === "restart" ? "Restart" : "Stop";
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={title}
      aria-describedby={text}
      onClose={(event) => onAnswer(event.currentTarget.returnValue === "yes")}
    >
      <form method="dialog" className="p-4">
        <h2 id={title} className="font-semibold wrap-anywhere">
          {verb} {workload.name}?
        </h2>
        <div id={text} className="mt-2 mb-4 text-muted">
          <p className="font-mono text-xs wrap-anywhere">{workload.id}</p>
          <p className="mt-2">{consequence(action, workload)}</p>
        </div>
        {/* Cancel first: it gets the focus, and an Enter that is still held down does no harm. */}
        <div className="flex justify-end gap-2">
          <button value="no" className="button">
            Cancel
          </button>
          <button value="yes" className={`button ${action === "stop" ? "button-danger" : "button-primary"}`}>
            {verb}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function consequence(action: Action, workload: Workload): string {
  const status = `Its status is ${workload.status}.`;
  if (action === "stop")
    return canStop(workload) ? `${status} It will be stopped.` : `${status} It has ended.`;
  return `${status} It will be ${canStop(workload) ? "stopped and started again" : "started again"}.`;
}
