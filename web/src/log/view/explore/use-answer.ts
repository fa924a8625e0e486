import { useEffect, useRef, useState } from "react";

/**
 * What the log worker answers to `ask`: asked when the component comes and when `version` changes, one question at a time. What is
 * known stays until the next answer; a question that fails has none.
 */
export function useAnswer<T>(ask: () => Promise<T>, version: string): T | undefined {
  const [answer, setAnswer] = useState<T>();
  const latest = useRef({ ask, version });
  const asking = useRef(false);
  const gone = useRef(false);
  useEffect(() => {
    latest.current = { ask, version };
  });
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);
  useEffect(() => {
    if (asking.current) return; // which looks at the version when it is done
    asking.current = true;
    void (async () => {
      let asked: string | undefined;
      while (asked !== latest.current.version && !gone.current) {
        asked = latest.current.version;
        const next = await latest.current.ask().catch(() => undefined);
        if (next !== undefined && !gone.current) setAnswer(next);
      }
      asking.current = false;
    })();
  }, [version]);
  return answer;
}
