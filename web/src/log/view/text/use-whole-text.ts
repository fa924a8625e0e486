import { useEffect, useState } from "react";
import type { LineRow, Mark, ShownLine } from "@/log/engine/protocol";

/** The whole text of the line with a key; undefined if it is no longer kept. */
export type TextOf = (key: number) => Promise<string | undefined>;

/**
 * The whole text of a line, for as long as the component is on the page: asked for once if the row has only its start.
 * `problem` says why there will be none.
 *
 * Asked for in an effect and not while rendering: React throws away what a component that suspends has made before it was
 * ever on the page, and each try to show it would ask anew (https://react.dev/reference/react/Suspense#caveats).
 */
export function useWholeText({ key, text, length }: LineRow, textOf: TextOf): WholeText {
  const isCut = length > text.length;
  const [answer, setAnswer] = useState<WholeText>({});
  useEffect(() => {
    if (!isCut) return;
    let gone = false;
    const show = (answer: WholeText) => gone || setAnswer(answer);
    textOf(key).then(
      (text) => show(text === undefined ? { problem: "This line is no longer kept." } : { text }),
      () => show({ problem: "All of this line could not be read." }),
    );
    return () => {
      gone = true;
    };
  }, [key, isCut, textOf]);
  return isCut ? answer : { text };
}

/** All lines of a row's event, for as long as the component is on the page; asked for anew when it has got further ones. */
export function useEventLines(
  { key, lines: count, found }: LineRow,
  { linesOf }: WholeTextHandlers,
): { lines?: ShownLine[]; problem?: string } {
  const [answer, setAnswer] = useState<{ lines?: ShownLine[]; problem?: string }>({});
  useEffect(() => {
    let gone = false;
    linesOf(key).then(
      (lines) => gone || setAnswer(lines ? { lines } : { problem: "This event is no longer kept." }),
      () => gone || setAnswer({ problem: "All of this event could not be read." }),
    );
    return () => {
      gone = true;
    };
  }, [key, count, found, linesOf]);
  return answer;
}

/** What a row that shows all of its line asks of the log. */
export interface WholeTextHandlers {
  textOf: TextOf;
  /** All lines of an event behind its first, with the hits in them; undefined if it is no longer kept. */
  linesOf: (key: number) => Promise<ShownLine[] | undefined>;
  marksOf: MarksOf;
  /** The hits in a row's whole text are on the page. */
  onMarks: (key: number) => void;
}

/** Where the hits of the search are in the whole text of a line. */
type MarksOf = (key: number) => Promise<Mark[]>;

/** The hits in the whole text of a row that has some, asked for as its text is. */
export function useWholeMarks(
  { key, found }: LineRow,
  marksOf: MarksOf,
  onMarks: (key: number) => void,
): Mark[] {
  const [answer, setAnswer] = useState<{ found?: number; marks: Mark[] }>(NO_ANSWER);
  useEffect(() => {
    if (found === undefined) return;
    let gone = false;
    marksOf(key).then(
      (marks) => gone || setAnswer({ found, marks }),
      () => {}, // the search itself says what is wrong with it
    );
    return () => {
      gone = true;
    };
  }, [key, found, marksOf]);
  useEffect(() => {
    if (answer.marks.length > 0) onMarks(key);
  }, [answer, key, onMarks]);
  return answer.found === found ? answer.marks : NO_ANSWER.marks;
}

const NO_ANSWER = { marks: [] };

/** Neither: it is on its way. */
interface WholeText {
  text?: string;
  problem?: string;
}
