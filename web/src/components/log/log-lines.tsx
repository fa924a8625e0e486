"use client";

import { memo } from "react";
import type { Block, LogSnapshot } from "./line-store";
import { count, LogRow, NoticeRow } from "./log-row";

const ROW_PX = 20; // the line height of .log-lines: what a block that was never drawn is taken to need per row

/** The rows of `log`, blocks that have not changed left alone. */
export function LogLines({ log: { blocks, dropped } }: { log: LogSnapshot }) {
  return (
    <>
      {dropped > 0 && (
        <NoticeRow>
          {dropped === 1 ? "1 earlier line is" : `${count(dropped)} earlier lines are`} no longer kept here.
        </NoticeRow>
      )}
      {blocks.map((block) => (
        <LogBlock key={block.key} block={block} />
      ))}
    </>
  );
}

const LogBlock = memo(function LogBlock({ block: { rows } }: { block: Block }) {
  return (
    <div className="log-block" style={{ containIntrinsicBlockSize: `auto ${rows.length * ROW_PX}px` }}>
      {rows.map((row) => (
        <LogRow key={row.key} row={row} />
      ))}
    </div>
  );
});
