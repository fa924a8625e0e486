import { countOf } from "./quantity";

/** Leads back to the end of the log, and says what is new there. */
export function JumpButton({ newLines, onJump }: { newLines: number; onJump: () => void }) {
  return (
    <button type="button" className="jump-button" onClick={onJump}>
      {newLines > 0 ? countOf(newLines, "new line") : "To the end"} ↓
    </button>
  );
}
