/** A place in the log's text. */
export interface TextPlace {
  key: number;
  /** Characters of the row's shown text before it. */
  offset: number;
  /** Whether all, or nothing, of the row's text is before it. */
  at: "start" | "inside" | "end";
}

export type RowSelection = { kind: "all" } | { kind: "rows"; from: TextPlace; to: TextPlace };

/** What of the log in `list` is selected; undefined: nothing. */
export function selectedRows(list: Element): RowSelection | undefined {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(list)) return undefined;
  const from = placeOf(list, range.startContainer, range.startOffset);
  const to = placeOf(list, range.endContainer, range.endOffset);
  if (!from && !to) return { kind: "all" };
  const first = from ?? edgePlace(list, "start");
  const last = to ?? edgePlace(list, "end");
  return first && last && { kind: "rows", from: first, to: last };
}

/** The text of one drawn row that is selected. */
export function shownText(row: Element, from: number, to = Infinity): string {
  return texts(row)
    .map(({ data }) => data)
    .join("")
    .slice(from, to);
}

/** The row that `node` is in. */
export function rowOf(list: Element, node: Node | null): HTMLElement | undefined {
  const element = node instanceof Element ? node : node?.parentElement;
  const row = element?.closest<HTMLElement>("[data-key]");
  return row && list.contains(row) ? row : undefined;
}

function placeOf(list: Element, node: Node, nodeOffset: number): TextPlace | undefined {
  // A place between two rows is the one before the row after it.
  const child = node === list ? list.children[nodeOffset] : undefined;
  const row = rowOf(list, child ?? node);
  if (!row) return undefined;
  const key = Number(row.dataset.key);
  if (child) return { key, offset: 0, at: "start" };
  const end = document.createRange();
  end.setStart(node, nodeOffset);
  end.collapse(true);
  let offset = 0;
  let length = 0;
  for (const text of texts(row)) {
    length += text.length;
    if (text === node) offset += nodeOffset;
    else if (end.comparePoint(text, 0) < 0) offset += text.length;
  }
  return { key, offset, at: offset === 0 ? "start" : offset >= length ? "end" : "inside" };
}

function edgePlace(list: Element, at: "start" | "end"): TextPlace | undefined {
  const row = at === "start" ? list.firstElementChild : list.lastElementChild;
  if (!(row instanceof HTMLElement)) return undefined;
  return { key: Number(row.dataset.key), offset: at === "start" ? 0 : Infinity, at };
}

/** The text nodes of what the program wrote: not times, not buttons, not what the page has to say. */
function texts(row: Element): Text[] {
  const found: Text[] = [];
  for (const part of row.querySelectorAll("[data-text]")) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode as Text;
      if (!text.parentElement!.closest("button, [role=status]")) found.push(text);
    }
  }
  return found;
}
