import type { Remote } from "comlink";
import { type RefObject, useEffect, useState } from "react";
import type { LogSession } from "@/log/engine/protocol";
import { copyText } from "../share/copy-text";
import { type RowSelection, selectedRows, shownText, type TextPlace } from "./row-selection";

const SETTLED_MS = 150; // after which a selection that is being drawn is taken to stand

/**
 * Follows what is selected in the log, and gives its text to who copies it: whole lines as the program wrote them, also those that
 * are not drawn. Returns the keys of the rows that hold the selection's ends, which have to stay in the document.
 */
export function useRowSelection(
  list: RefObject<HTMLElement | null>,
  session: Remote<LogSession>,
): readonly number[] {
  const [ends, setEnds] = useState<readonly number[]>(NONE);

  useEffect(() => {
    /** The text of the rows that are selected, or that it is on its way. */
    let copied: { selection: RowSelection; text: Promise<string>; ready?: string } | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const fetchText = (selection: RowSelection) => {
      const [from, to] = selection.kind === "all" ? [] : [selection.from.key, selection.to.key];
      const text = session.copy(from, to).then((rows) => cut(list.current!, selection, rows));
      const fetched: typeof copied = (copied = { selection, text });
      text.then(
        (ready) => (fetched.ready = ready),
        () => {}, // the worker is gone, and the page with it
      );
      return fetched;
    };
    const onChange = () => {
      const selection = list.current ? selectedRows(list.current) : undefined;
      const keys = selection?.kind === "rows" ? [selection.from.key, selection.to.key] : NONE;
      setEnds((ends) =>
        ends.length === keys.length && ends.every((key, index) => key === keys[index]) ? ends : keys,
      );
      clearTimeout(timer);
      copied = undefined;
      if (selection && spansRows(selection)) timer = setTimeout(() => fetchText(selection), SETTLED_MS);
    };
    const onCopy = (event: ClipboardEvent) => {
      const selection = list.current ? selectedRows(list.current) : undefined;
      if (!selection) return;
      event.preventDefault();
      if (!spansRows(selection)) {
        const { from, to } = selection as Extract<RowSelection, { kind: "rows" }>;
        const row = rowElement(list.current!, from.key);
        event.clipboardData!.setData("text/plain", row ? shownText(row, from.offset, to.offset) : "");
        return;
      }
      const { text, ready } = copied ?? fetchText(selection);
      if (ready !== undefined) event.clipboardData!.setData("text/plain", ready);
      // Too early for the event; browsers let a page write shortly after a key press.
      else void text.then(copyText);
    };
    document.addEventListener("selectionchange", onChange);
    document.addEventListener("copy", onCopy);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("selectionchange", onChange);
      document.removeEventListener("copy", onCopy);
    };
  }, [list, session]);

  return ends;
}

const NONE: readonly number[] = [];

function spansRows(selection: RowSelection): boolean {
  return selection.kind === "all" || selection.from.key !== selection.to.key;
}

/** The texts of `rows`, each ended by LF, with the first and the last one cut where the selection begins and ends. */
function cut(list: Element, selection: RowSelection, rows: string[]): string {
  const texts = rows.map((text) => `${text}\n`);
  if (selection.kind === "all" || texts.length === 0) return texts.join("");
  const { from, to } = selection;
  const last = texts.length - 1;
  texts[last] = to.at === "end" ? rows[last]! : shownPart(list, to, 0, to.offset);
  if (from.at !== "start")
    texts[0] = `${shownPart(list, from, from.offset, Infinity)}${last > 0 ? "\n" : ""}`;
  return texts.join("");
}

function shownPart(list: Element, { key }: TextPlace, from: number, to: number): string {
  const row = rowElement(list, key);
  return row ? shownText(row, from, to) : "";
}

function rowElement(list: Element, key: number): Element | null {
  return list.querySelector(`:scope > [data-key="${key}"]`);
}
