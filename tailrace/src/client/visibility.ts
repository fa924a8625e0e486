// Long enough to look something up in another tab and find the log as it was left.
const GRACE_MS = 30_000;
// A browser has six connections to a server over HTTP/1.1 (MDN, "Connection management in HTTP/1.x"): the other two are for
// the next page to load with, or nobody could come to see it.
const TOGETHER = 4;
const CHANNEL = "tailrace-connections";

/** What one tab tells the others when it is shown. */
interface Shown {
  tab: string;
  connections: number;
}

export interface VisibilityOptions {
  /** How many connections this tab has. */
  connections(): number;
  giveUp(): void;
  /** Called each time that the tab is shown, also where it has given nothing up. */
  takeUp(): void;
}

/**
 * Decides when a hidden tab gives its connections up: after 30 s, or as soon as those of the tabs that were shown since then
 * would leave too few for the next page. So any number of tabs works over the six connections of HTTP/1.1. A tab that has
 * not been shown yet takes none. Needs no page, only to be told whether it is hidden: it can be in a worker.
 */
export class Visibility {
  readonly #options: VisibilityOptions;
  readonly #channel = new BroadcastChannel(CHANNEL);
  readonly #tab = String(Math.random()); // a UUID is made only for pages that came over HTTPS
  #hidden: boolean | undefined;
  #holding = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The connections of tabs that were shown since this one was hidden. */
  readonly #others = new Map<string, number>();

  constructor(options: VisibilityOptions) {
    this.#options = options;
    this.#channel.onmessage = ({ data }: { data: Shown }) => this.#hear(data);
  }

  /** Whether the tab may have connections now. */
  get holding(): boolean {
    return this.#holding;
  }

  /** What the tab is; first when it opens, then whenever it changes. */
  setHidden(hidden: boolean): void {
    if (hidden === this.#hidden) return;
    this.#hidden = hidden;
    clearTimeout(this.#timer);
    this.#others.clear();
    if (!hidden) {
      this.#holding = true;
      this.#options.takeUp();
      this.announce();
    } else if (this.#holding) this.#timer = setTimeout(() => this.#giveUp(), GRACE_MS);
    else this.#giveUp();
  }

  /** To be called when the connections of a tab that is shown have become more: tells the tabs that are hidden. */
  announce(): void {
    if (this.#hidden !== false) return;
    const shown: Shown = { tab: this.#tab, connections: this.#options.connections() };
    this.#channel.postMessage(shown);
  }

  /** Decides nothing more. */
  close(): void {
    clearTimeout(this.#timer);
    this.#channel.close();
  }

  #hear({ tab, connections }: Shown): void {
    if (!this.#hidden || !this.#holding) return;
    this.#others.set(tab, connections);
    let together = this.#options.connections();
    for (const count of this.#others.values()) together += count;
    if (together > TOGETHER) this.#giveUp();
  }

  #giveUp(): void {
    clearTimeout(this.#timer);
    this.#holding = false;
    this.#options.giveUp();
  }
}
