import { describe, expect, it } from "vitest";
import { levelOf } from "../store/level";
import { EventGrouping } from "./event-grouping";

const NOON = Date.UTC(2024, 4, 1, 12);

/** The lines of each event. */
function events(lines: string[]): string[][] {
  const grouping = new EventGrouping();
  const events: string[][] = [];
  for (const text of lines) {
    if (grouping.continues({ text, at: NOON, level: levelOf(text) })) events.at(-1)!.push(text);
    else events.push([text]);
  }
  return events;
}

describe("EventGrouping", () => {
  it("has the lines of a stack trace go on with the line that they are of", () => {
    const trace = [
      "12:00:00 ERROR [main] order failed",
      "java.lang.IllegalStateException: closed",
      "\tat com.acme.Main.main(Main.java:3)",
      "Caused by: java.io.IOException: reset",
      "\t... 1 more",
    ];
    expect(events(["12:00:00 INFO before", ...trace, "12:00:01 INFO after"])).toHaveLength(3);
  });
});
