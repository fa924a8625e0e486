import { use, useState } from "react";
import type { LineRow } from "@/log/protocol";
import { type JsonToken, prettyJson } from "./pretty-json";
import { RunText } from "./run-text";

/** The fields beside a JSON line's message, as they stand on the line. */
export function FoldedFields({ fields }: { fields: [name: string, value: string][] }) {
  return fields.map(([name, value], index) => (
    <bdi key={index} className="log-field">
      {" "}
      <span className="log-field-name">{name}=</span>
      <RunText text={onOneLine(value)} />
    </bdi>
  ));
}

/** Line breaks are shown as such by what is unfolded. One character for each, so that hits stay where they are. */
export function onOneLine(text: string): string {
  return text.replace(/\n/g, "↵");
}

const CLASSES: Record<JsonToken["kind"], string> = {
  name: "text-accent",
  string: "text-good",
  literal: "text-magenta",
  punctuation: "text-muted",
};

/** A JSON line laid out under itself. `wholeText` resolves with the text if the row has only its start. */
export function UnfoldedJson({ row, wholeText }: { row: LineRow; wholeText: () => Promise<string> }) {
  const [text] = useState(() => (row.length > row.text.length ? wholeText() : row.text));
  const source = typeof text === "string" ? text : use(text);
  return (
    <pre className="log-json">
      {prettyJson(source).map(({ kind, text }, index) => (
        <span key={index} className={CLASSES[kind]}>
          {text}
        </span>
      ))}
    </pre>
  );
}
