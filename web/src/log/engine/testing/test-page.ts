import { onTestFinished } from "vitest";
import type { LogAddress } from "../load/log-request";
import type { LogSession, SessionOptions, Update } from "../protocol";
import { createLogSession } from "../session/log-session";
import { inPlaceFinder } from "./in-place-finder";

/** A page that takes each update at once, or as `show` has it. */
export class TestPage {
  readonly session: LogSession = createLogSession(inPlaceFinder);
  update: Update | undefined;
  #heard = Promise.withResolvers<void>();

  constructor(
    addresses: LogAddress[],
    limits = { lines: 200_000, bytes: 100_000_000 },
    show = () => Promise.resolve(),
    options: Partial<Pick<SessionOptions, "clock" | "events" | "first">> = {},
  ) {
    const sources = addresses.map(({ url }, index) => ({ id: `${index}`, name: `log ${index}`, url }));
    this.session.setWindow({ kind: "end", rows: 5 });
    const defaults = { clock: "backend", events: true, atOnce: 4 } as const;
    this.session.open({ ...addresses[0]!, sources, limits, ...defaults, ...options }, async (update) => {
      this.update = update;
      this.#heard.resolve();
      this.#heard = Promise.withResolvers();
      await show();
    });
    this.session.setHidden(false);
    onTestFinished(() => this.session.setHidden(true));
  }

  /** The first update from now on that is as it should be. */
  async until(isRight: (update: Update) => boolean): Promise<Update> {
    do await this.#heard.promise;
    while (!isRight(this.update!));
    return this.update!;
  }

  async received(lines: number): Promise<Update> {
    return this.update?.received === lines ? this.update : this.until(({ received }) => received === lines);
  }
}
