import { expect, it } from "vitest";
import { streamLimit } from "./use-log-session";

it.each([
  [["http/1.1"], 4],
  [[""], 4],
  [[], 4],
  [["h2"], Infinity],
  [["", "h3"], Infinity],
])("over %j, %d logs are followed at once", (protocols, limit) => {
  expect(streamLimit(protocols.map((nextHopProtocol) => ({ nextHopProtocol })))).toBe(limit);
});
