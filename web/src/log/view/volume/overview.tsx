import { memo } from "react";
import { OVERVIEW } from "@/log/engine/protocol";

/** Where errors and hits are in all of the view, beside the scroll bar, at the height that it has there. */
export const Overview = memo(function Overview({ parts }: { parts?: Uint8Array }) {
  if (!parts) return null;
  return (
    <div aria-hidden className="log-overview">
      {(["error", "hit"] as const).flatMap((name) =>
        runs(parts, OVERVIEW[name]).map(([from, to]) => (
          <span
            key={`${name} ${from}`}
            className={`log-overview-${name}`}
            style={{
              top: `${(from / parts.length) * 100}%`,
              height: `${((to - from) / parts.length) * 100}%`,
            }}
          />
        )),
      )}
    </div>
  );
});

/** Begin and end (exclusive) of the parts beside each other that have something of this kind. */
export function runs(parts: Uint8Array, kind: number): [from: number, to: number][] {
  const found: [number, number][] = [];
  parts.forEach((part, index) => {
    if ((part & kind) === 0) return;
    const last = found.at(-1);
    if (last?.[1] === index) last[1] = index + 1;
    else found.push([index, index + 1]);
  });
  return found;
}
