import type { LineRow, Source } from "@/log/protocol";
import { copyText } from "./copy-text";
import { fragmentOf } from "./share-link";

/** Puts a link to a line into the page's address and the clipboard. Resolves with what to say of it. */
export async function shareLine({ source, cursor }: LineRow, sources: Source[]): Promise<string> {
  if (cursor === undefined) return "The backend gives this line no name that a link could have.";
  const fragment = fragmentOf({ source, cursor }, sources);
  history.replaceState(null, "", location.pathname + location.search + fragment);
  return (await copyText(location.href))
    ? "Link to the line copied."
    : "The browser does not allow copying: the link is the page's address now.";
}
