import { useState } from "react";
import type { LineRow } from "@/log/engine/protocol";
import { RunText } from "./run-text";
import { textRuns } from "./text-runs";
import { type TextOf, useWholeText } from "./use-whole-text";

const BLOCK_CHARACTERS = 8_000; // a screen or two: what the browser lays out at once

/**
 * All of a very long line, cut into blocks of which the browser lays out only those in sight: one text node of 5 MB freezes
 * the page. `columns` characters stand on a screen line, for the height of a block that was never drawn.
 */
export function WholeText({ row, textOf, columns }: { row: LineRow; textOf: TextOf; columns: number }) {
  const { text, problem } = useWholeText(row, textOf);
  if (text !== undefined) return <TextBlocks text={text} columns={columns} />;
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

function TextBlocks({ text, columns }: { text: string; columns: number }) {
  const [blocks] = useState(() => inBlocks(text));
  return (
    <span className="log-whole">
      {blocks.map((block, index) => (
        <span
          key={index}
          className="log-whole-block"
          style={{ containIntrinsicBlockSize: `auto ${Math.ceil(block.length / columns) * 20}px` }}
        >
          <RunText text={block} />
        </span>
      ))}
    </span>
  );
}

/** Colours end at a block's end; a line this long has none to speak of. */
function inBlocks(text: string): string[] {
  const plain = textRuns(text)
    .map((run) => run.text)
    .join("");
  const blocks: string[] = [];
  for (let from = 0; from < plain.length;) {
    let to = from + BLOCK_CHARACTERS;
    // Not between the halves of a character outside the BMP.
    if (/[\ud800-\udbff]/.test(plain[to - 1] ?? "")) to++;
    blocks.push(plain.slice(from, to));
    from = to;
  }
  return blocks;
}
