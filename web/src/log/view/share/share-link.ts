import type { LineRow, Source } from "@/log/engine/protocol";
import { copyText } from "./copy-text";

/** A line as a link names it. */
export interface SharedLine {
  /** Index of its source. */
  source: number;
  cursor: string;
}

/** The fragment, with "#", of a link to a line. With several sources it names the line's workload, too. */
export function fragmentOf({ source, cursor }: SharedLine, sources: Source[]): string {
  const parts = sources.length > 1 ? [sources[source]!.id, cursor] : [cursor];
  return `#${parts.map(encodeURIComponent).join("/")}`;
}

/** The line that a fragment (with or without "#") names; undefined if it names none of these sources' lines. */
export function sharedLine(fragment: string, sources: Source[]): SharedLine | undefined {
  const parts = fragment.replace(/^#/, "").split("/").map(decoded);
  const cursor = parts.at(-1);
  if (!cursor || parts.length > 2) return undefined;
  // A link from a page of one log opens on a page of several if only one of them is meant, and the other way round.
  const source = parts.length === 2 ? sources.findIndex(({ id }) => id === parts[0]) : 0;
  return source < 0 ? undefined : { source, cursor };
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined; // a stray "%" that nobody's link has
  }
}

/** Puts a link to a line into the page's address and the clipboard. Resolves with what to say of it. */
export async function shareLine({ source, cursor }: LineRow, sources: Source[]): Promise<string> {
  if (cursor === undefined) return "The backend gives this line no name that a link could have.";
  const fragment = fragmentOf({ source, cursor }, sources);
  history.replaceState(null, "", location.pathname + location.search + fragment);
  return (await copyText(location.href))
    ? "Link to the line copied."
    : "The browser does not allow copying: the link is the page's address now.";
}
