// Follow an event stream from a browser, a worker or Node.
export type { EventSourceMessage } from "eventsource-parser";
export { Follower, type FollowOptions, type FollowState, type Reconnecting } from "./follow.ts";
export { type Outcome, readEvents, type ReadEventsOptions, type Refused } from "./read-events.ts";
export { Visibility, type VisibilityOptions } from "./visibility.ts";
