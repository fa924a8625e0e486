// A page of any app: components with event streams, which a test shows and takes away.
import { StrictMode, useEffect, useLayoutEffect } from "react";
import { createRoot } from "react-dom/client";
import { type EventStream, type EventStreamOptions, useEventStream } from "tailrace/react";

export interface Shown {
  url: string | null;
  keep?: number;
  silenceLimitMs?: number;
}

/** What the component of each stream was rendered with. */
export interface Seen {
  renders: number;
  stream: EventStream;
  /** The states that were rendered, without repeats. */
  states: EventStream["state"][];
}

declare global {
  interface Window {
    show(streams: Shown[], strict?: boolean): void;
    streams: Seen[];
    frameCount: number;
    connect(): void;
  }
}

function Stream({ index, url, ...options }: Shown & { index: number }) {
  const stream = useEventStream(url, { ...options, ...END });
  const { connect, state } = stream;
  useLayoutEffect(() => {
    const seen = (window.streams[index] ??= { renders: 0, stream, states: [] });
    seen.renders += 1;
    seen.stream = stream;
    if (JSON.stringify(seen.states.at(-1)) !== JSON.stringify(state)) seen.states.push(state);
  });
  useEffect(() => {
    window.connect = connect;
  }, [connect]);
  return null;
}

const END: EventStreamOptions = {
  isLast({ event }) {
    if (event === "surprise") throw new Error("This page has a bug.");
    return event === "end";
  },
};

const root = createRoot(document.getElementById("root")!);
window.streams = [];
window.show = (streams, strict) => {
  const rows = streams.map((stream, index) => <Stream key={index} index={index} {...stream} />);
  root.render(strict ? <StrictMode>{rows}</StrictMode> : rows);
};

window.frameCount = 0;
const count = () => {
  window.frameCount += 1;
  requestAnimationFrame(count);
};
requestAnimationFrame(count);
