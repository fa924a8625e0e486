"use client";

import { useEventStream } from "tailrace/react";

export function Events({ url }: { url: string }) {
  const { state, events } = useEventStream(url);
  return (
    <main>
      <p role="status">{state.kind}</p>
      <ol>
        {events.map(({ id, data }, index) => (
          <li key={id ?? index}>{data}</li>
        ))}
      </ol>
    </main>
  );
}
