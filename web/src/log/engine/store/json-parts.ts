// By itself, as the page needs it, too, and nothing else of how a line of JSON is read.
import type { FoldedJson } from "../protocol";

/** The text of a row that shows `json`, cut where its parts meet: the message, and of each field its name and its value. */
export function jsonParts({ message, fields, more }: FoldedJson): string[] {
  const parts = fields.flatMap(([name, value], index) => [
    `${index > 0 || message !== "" ? " " : ""}${name}=`,
    value,
  ]);
  return [message, ...parts, ...(more > 0 ? [` … and ${more} more`] : [])];
}
