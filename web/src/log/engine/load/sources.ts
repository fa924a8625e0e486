import { Visibility } from "tailrace/client";
import type { Connection, SessionOptions } from "../protocol";
import type { LogLine } from "./log-event.ts";
import { LogStream } from "./log-stream.ts";

export interface SourcesOptions extends Omit<SessionOptions, "limits" | "clock" | "events"> {
  /** Lines of each source to begin with. */
  tail: number;
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

  constructor(options: SourcesOptions) {
    const { sources, onLine, onPartial, onGap, ...rest } = options;
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
    for (const stream of this.#streams) stream.pause();
    for (const source of this.#waiting) this.#set(source, { kind: "paused" });
  }

  /** Gives the free connections to those that wait the longest. */
  #fill(): void {
    while (this.#given && this.#waiting.length > 0 && this.#open < this.#options.atOnce)
      this.#streams[this.#waiting.shift()!]!.start();
    for (const source of this.#waiting) this.#set(source, { kind: "waiting" });
  }

  #set(source: number, connection: Connection): void {
    this.#connections[source] = connection;
    this.#options.onChange();
    if (connection.kind === "ended" || connection.kind === "refused") this.#fill();
  }

  get #open(): number {
    return this.#connections.filter(({ kind }) => FOLLOWED.includes(kind)).length;
  }
}

const FOLLOWED: Connection["kind"][] = ["connecting", "live", "quiet", "reconnecting"];
