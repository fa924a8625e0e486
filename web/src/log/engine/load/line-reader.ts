import type { Clock, LogLine } from "../protocol";
import { type AnsiStyle, PLAIN, styleAfter } from "../store/ansi-style";
import { levelOf } from "../store/level";
import { ownTime } from "../store/line-time";
import type { NewLine } from "../store/stored-row";

/** Reads out of lines that come one after another what they tell: time, level and style, some of which goes on from the line before. */
export class LineReader {
  readonly #clock: Clock;
  /** Of each source: the level that its last line has, and the time that it told. */
  readonly #levelBefore: NewLine["level"][] = [];
  readonly #ownBefore: (number | undefined)[] = [];
  /** Of each source's streams: the style that its last line has left switched on. */
  readonly #styles = new Map<string, AnsiStyle>();

  /** `clock`: whose time counts. */
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  read({ message, time, stream, cursor }: LogLine, source: number): NewLine {
    const byLine = this.#clock === "line";
    const known = byLine || time === undefined ? ownTime(message, time ?? Date.now()) : undefined;
    // What tells no time goes on from the line before: a stack trace's lines stay behind its first.
    const own = known?.at ?? (byLine ? this.#ownBefore[source] : undefined);
    if (byLine) this.#ownBefore[source] = own;
    const at = own ?? time ?? Date.now();
    const timed = own !== undefined ? "line" : time !== undefined && "backend";
    const level = (this.#levelBefore[source] = levelOf(message, this.#levelBefore[source]));
    const begin = this.#beginOf(message, `${source} ${stream}`);
    return { source, at, timed, toldAt: own && time, stream, level, cursor, text: message, begin };
  }

  /** What a terminal would begin the line with. */
  #beginOf(message: string, stream: string): AnsiStyle | undefined {
    const begin = this.#styles.get(stream) ?? PLAIN;
    const end = styleAfter(message, begin);
    if (end !== begin) this.#styles.set(stream, end);
    return begin === PLAIN ? undefined : begin;
  }
}
