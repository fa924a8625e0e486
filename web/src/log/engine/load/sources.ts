import { Visibility } from "tailrace/client";
import type { Connection, SessionOptions, LogLine } from "../protocol";
import { LogStream } from "./log-stream.ts";

export interface SourcesOptions extends Omit<SessionOptions, "limits" | "clock" | "events" | "first"> {
  /** Lines of each source to begin with. */
  tail: number;
  /** Of a single source, as `LogStreamOptions` has it. */
  first?: LogLine[];
  onLine(line: LogLine, source: number): void;
  /** What has been written of a line that has not ended. */
  onPartial?(line: LogLine, source: number): void;
  /** Lines of the source are missing here: so many, or, with null, nobody knows whether and how many. */
  onGap(missed: number | null, source: number): void;
  /** The lines of one read have been handed on. The source is read on when what it returns has resolved. */
  onRead?(): void | Promise<void>;
  /** One of `connections` is another. */
  onChange(): void;
}

/** The logs of one page, followed together. */
export class Sources {
  readonly #options: SourcesOptions;
  readonly #streams: LogStream[];
  readonly #connections: Connection[];
  readonly #visibility: Visibility;
  /** Indices of the sources that wait for a connection. */
  readonly #waiting: number[];
  /** Whether there are connections to be had: the tab is shown, or was a moment ago. */
  #given = false;
  /** Which of those that wait is read for a moment, and when its turn, or the pause before the next one, is over. */
  #guest: number | undefined;
  #turn: ReturnType<typeof setTimeout> | undefined;
  /** Those that have had a turn. */
  readonly #served = new Set<number>();

  constructor(options: SourcesOptions) {
    const { sources, onLine, onPartial, onGap, onRead, ...rest } = options;
    this.#options = options;
    this.#connections = sources.map(() => ({ kind: "waiting" }));
    this.#waiting = sources.map((_, source) => source);
    this.#streams = sources.map(
      ({ url }, source) =>
        new LogStream({
          ...rest,
          url,
          onState: (connection) => this.#set(source, connection),
          onLine: (line) => onLine(line, source),
          onPartial: (line) => onPartial?.(line, source),
          onGap: (missed) => onGap(missed, source),
          onRead: () => {
            if (source === this.#guest) this.#after(LEAVE_MS, () => this.#leave());
            return onRead?.();
          },
        }),
    );
    this.#visibility = new Visibility({
      connections: () => this.#open,
      takeUp: () => this.#takeUp(),
      giveUp: () => this.#giveUp(),
    });
  }

  /** How it stands with each source. */
  get connections(): readonly Connection[] {
    return this.#connections;
  }

  /** Begins, unless the tab is hidden from the start; and each time it is hidden or shown. */
  setHidden(hidden: boolean): void {
    this.#visibility.setHidden(hidden);
  }

  /** The device has lost the network, or has it again. */
  setOnline(online: boolean): void {
    for (const stream of this.#streams) {
      if (online) stream.hope();
      else stream.doubt();
    }
  }

  /** Connects now instead of at the next attempt, or once more where a log has ended or was refused. */
  connect(): void {
    this.setOnline(true);
    this.#connections.forEach(({ kind }, source) => {
      if (kind === "ended" || kind === "refused") this.#waiting.push(source);
    });
    this.#fill();
  }

  /** Ends all connections for good. */
  stop(): void {
    clearTimeout(this.#turn);
    this.#visibility.close();
    for (const stream of this.#streams) stream.stop();
  }

  #takeUp(): void {
    this.#given = true;
    for (const stream of this.#streams) {
      stream.resume();
      stream.hope();
    }
    this.#fill();
  }

  #giveUp(): void {
    this.#given = false;
    clearTimeout(this.#turn);
    if (this.#guest !== undefined) this.#streams[this.#guest]!.stop();
    this.#guest = undefined;
    for (const stream of this.#streams) stream.pause();
    for (const source of this.#waiting) this.#set(source, { kind: "paused" });
  }

  /** Gives the free connections to those that wait the longest, and has the others read in turn. */
  #fill(): void {
    while (this.#given && this.#waiting.length > 0 && this.#open < this.#options.atOnce) {
      const source = this.#waiting.shift()!;
      if (source === this.#guest) this.#guest = undefined;
      this.#set(source, { kind: "connecting" });
      this.#streams[source]!.start();
    }
    for (const source of this.#waiting) this.#set(source, { kind: "waiting" });
    if (this.#given && this.#waiting.length > 0 && this.#guest === undefined)
      this.#after(FIRST_TURN_MS, () => this.#invite());
  }

  /** Reads the next of those that wait from where it is, over one connection more. */
  #invite(): void {
    const { length } = this.#waiting;
    if (!this.#given || length === 0) return;
    const guest = this.#waiting.find((source) => !this.#served.has(source));
    if (guest === undefined) {
      this.#served.clear();
      return this.#after(ROUND_MS, () => this.#invite());
    }
    this.#served.add(guest);
    this.#guest = guest;
    this.#after(TURN_MS, () => this.#leave());
    this.#streams[guest]!.start();
  }

  #leave(): void {
    if (this.#guest !== undefined) this.#streams[this.#guest]!.stop();
    this.#guest = undefined;
    this.#invite();
  }

  #after(ms: number, act: () => void): void {
    clearTimeout(this.#turn);
    this.#turn = setTimeout(act, ms);
  }

  #set(source: number, connection: Connection): void {
    const isOver = connection.kind === "ended" || connection.kind === "refused";
    if (source === this.#guest) {
      if (!isOver) return; // it waits all the same
      this.#guest = undefined;
      this.#waiting.splice(this.#waiting.indexOf(source), 1);
      this.#after(0, () => this.#invite());
    }
    this.#connections[source] = connection;
    this.#options.onChange();
    if (isOver) this.#fill();
  }

  get #open(): number {
    return this.#connections.filter(({ kind }) => FOLLOWED.includes(kind)).length;
  }
}

const FOLLOWED: Connection["kind"][] = ["connecting", "live", "quiet", "reconnecting"];

// Longer than those that are followed take to be here.
const FIRST_TURN_MS = 1_000;
// A backlog pauses less long on its way; and what has not come by then comes at the next turn.
const LEAVE_MS = 500;
const TURN_MS = 5_000;
// Between two rounds: as old as a line may be that is shown of a log that waits.
const ROUND_MS = 10_000;
