import type { FoldedJson, LineRow, Mark } from "@/log/engine/protocol";
import { marksBetween } from "@/log/engine/find/find";
import { fieldTime } from "@/log/engine/store/epoch-time";
import { jsonParts } from "@/log/engine/store/json-parts";
import { shownValue } from "@/log/engine/store/json-source";
import { plainText } from "@/log/engine/store/plain-text";
import { type JsonToken, prettyJson } from "./pretty-json";
import { fieldData, RunText } from "./run-text";
import { useWholeMarks, useWholeText, type WholeTextHandlers } from "./use-whole-text";
import { NotYetWhole } from "./whole-text";

/** A JSON line's message and, unless they are laid out under it, its other fields. `marks` are positions in all of it. */
export function FoldedText({ json, marks, unfolded, hidden }: FoldedTextProps) {
  const parts = markedParts(json, marks);
  const [message, ...fields] = parts.map((part, index) => <RunText key={index} {...part} />);
  // What is found is shown, though the reader has hidden it.
  const hasMark = json.fields.map((_, index) =>
    parts.slice(2 * index + 1, 2 * index + 3).some(({ marks }) => marks && marks.length > 0),
  );
  if (unfolded) return message;
  return (
    <>
      {message}
      {json.fields.map(
        ([name, value, summary], index) =>
          (!hidden.includes(name) || hasMark[index]) && (
            <bdi key={index} className="log-field">
              <span className="log-field-name">{fields[2 * index]}</span>
              {summary ? (
                fields[2 * index + 1]
              ) : (
                <span className="log-value" {...fieldData({ name, value })}>
                  {fields[2 * index + 1]}
                </span>
              )}
              <ReadableTime name={name} value={value} />
            </bdi>
          ),
      )}
      {json.more > 0 && <span className="log-field">{fields.at(-1)}</span>}
    </>
  );
}

interface FoldedTextProps {
  json: FoldedJson;
  marks?: Mark[];
  unfolded: boolean;
  /** Names of fields that are not shown. */
  hidden: string[];
}

/** What a field says in seconds, or parts of them, since the epoch. */
function ReadableTime({ name, value }: { name: string; value: string }) {
  const at = fieldTime(name, value);
  return at !== undefined && <span className="log-said">{new Date(at).toISOString()}</span>;
}

function markedParts(json: FoldedJson, marks: Mark[] | undefined) {
  let from = 0;
  return jsonParts(json).map((text) => {
    const to = from + plainText(text).length;
    const part = { text: onOneLine(text), marks: marks && marksBetween(marks, from, to) };
    from = to;
    return part;
  });
}

/** Line breaks are shown as such by what is unfolded. One character for each, so that hits stay where they are. */
function onOneLine(text: string): string {
  return text.replace(/\n/g, "↵");
}

const CLASSES: Record<JsonToken["kind"], string> = {
  name: "text-accent",
  string: "text-good",
  literal: "text-magenta",
  punctuation: "text-muted",
};

/** A JSON line laid out under itself. */
export function UnfoldedJson({ row, on }: { row: LineRow; on: WholeTextHandlers }) {
  const { text, problem } = useWholeText(row, on.textOf);
  const marks = useWholeMarks(row, on.marksOf, on.onMarks);
  const plain = plainText(text ?? "");
  return (
    <pre className="log-json">
      {text === undefined ? (
        <NotYetWhole problem={problem} />
      ) : (
        prettyJson(plain).map((token, index, tokens) => (
          <span
            key={index}
            className={`${CLASSES[token.kind]} ${token.field === undefined ? "" : "log-value"}`}
            {...(token.field &&
              fieldData({ name: token.field, value: shownValue(plain.slice(token.from, token.to)) }))}
          >
            <RunText text={token.text} marks={tokenMarks(token, marks)} />
            {token.kind === "literal" && <ReadableTime name={nameBefore(tokens, index)} value={token.text} />}
          </span>
        ))
      )}
    </pre>
  );
}

/** The name of the member whose value the token at `index` is; "" if it is none's. */
function nameBefore(tokens: JsonToken[], index: number): string {
  const name = tokens[index - 2];
  return name?.kind === "name" ? name.text.slice(1, -1) : "";
}

/** The hits in a token; in one that is laid out over lines all of it, as its characters are elsewhere then. */
function tokenMarks({ text, from, to }: JsonToken, marks: Mark[]): Mark[] | undefined {
  if (marks.length === 0) return undefined;
  const between = marksBetween(marks, from, to);
  return between.length > 0 && text.length !== to - from ? [[0, text.length]] : between;
}
