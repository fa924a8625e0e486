import type { LineRow } from "@/log/engine/protocol";
import { type JsonToken, prettyJson } from "./pretty-json";
import { RunText } from "./run-text";
import { type TextOf, useWholeText } from "./use-whole-text";
import { NotYetWhole } from "./whole-text";

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

/** A JSON line laid out under itself. */
export function UnfoldedJson({ row, textOf }: { row: LineRow; textOf: TextOf }) {
  const { text, problem } = useWholeText(row, textOf);
  return (
    <pre className="log-json">
      {text === undefined ? (
        <NotYetWhole problem={problem} />
      ) : (
        prettyJson(text).map(({ kind, text }, index) => (
          <span key={index} className={CLASSES[kind]}>
            {text}
          </span>
        ))
      )}
    </pre>
  );
}
