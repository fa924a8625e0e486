import { EventGrouping } from "../events/event-grouping";
import { levelOf } from "../store/level";

/** The lines of each event, of lines that all come at once, or `everyMs`. */
export function grouped(lines: string[], everyMs = 0): string[][] {
  const grouping = new EventGrouping();
  const events: string[][] = [];
  lines.forEach((text, index) => {
    const at = Date.UTC(2024, 4, 1, 12) + index * everyMs;
    if (grouping.continues({ text, at, level: levelOf(text) })) events.at(-1)!.push(text);
    else events.push([text]);
  });
  return events;
}
