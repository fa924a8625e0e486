import { useEffect, useState } from "react";
import type { LineRow } from "@/log/engine/protocol";

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

/** Neither: it is on its way. */
interface WholeText {
  text?: string;
  problem?: string;
}
