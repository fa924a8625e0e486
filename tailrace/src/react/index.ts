// Event streams in React components.
export { type EventStream, type EventStreamOptions, useEventStream } from "./use-event-stream.ts";
