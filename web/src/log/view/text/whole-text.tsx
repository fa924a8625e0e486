import { useState } from "react";
import type { LineRow, Mark } from "@/log/engine/protocol";
import { marksBetween } from "@/log/engine/find/find";
import { RunText } from "./run-text";
import { textRuns } from "./text-runs";
import { useWholeMarks, useWholeText, type WholeTextHandlers } from "./use-whole-text";

const BLOCK_CHARACTERS = 8_000; // a screen or two: what the browser lays out at once

/**
 * All of a very long line, cut into blocks of which the browser lays out only those in sight: one text node of 5 MB freezes
 * the page. `columns` characters stand on a screen line, for the height of a block that was never drawn.
 */
export function WholeText({ row, on, columns }: { row: LineRow; on: WholeTextHandlers; columns: number }) {
  const { text, problem } = useWholeText(row, on.textOf);
  const marks = useWholeMarks(row, on.marksOf, on.onMarks);
  if (text !== undefined) return <TextBlocks text={text} marks={marks} columns={columns} />;
  return (
    <>
      <RunText text={row.text} marks={row.marks} />
      <NotYetWhole problem={problem} />
    </>
  );
}

/** What stands where the whole text is to be. */
export function NotYetWhole({ problem }: { problem: string | undefined }) {
  return (
    <span role="status" className={problem === undefined ? "log-said" : "log-said text-bad"}>
      {problem ?? "Loading…"}
    </span>
  );
}

function TextBlocks({ text, marks, columns }: { text: string; marks: Mark[]; columns: number }) {
  const [blocks] = useState(() => inBlocks(text));
  return (
    <span className="log-whole">
      {blocks.map(({ block, from }, index) => (
        <span
          key={index}
          className="log-whole-block"
          style={{ containIntrinsicBlockSize: `auto ${Math.ceil(block.length / columns) * 20}px` }}
        >
          <RunText text={block} marks={marksBetween(marks, from, from + block.length)} />
        </span>
      ))}
    </span>
  );
}

/** Colours end at a block's end; a line this long has none to speak of. */
function inBlocks(text: string): { block: string; from: number }[] {
  const plain = textRuns(text)
    .map((run) => run.text)
    .join("");
  const blocks: { block: string; from: number }[] = [];
  for (let from = 0; from < plain.length;) {
    let to = from + BLOCK_CHARACTERS;
    // Not between the halves of a character outside the BMP.
    if (/[\ud800-\udbff]/.test(plain[to - 1] ?? "")) to++;
    blocks.push({ block: plain.slice(from, to), from });
    from = to;
  }
  return blocks;
}
