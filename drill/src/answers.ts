import { setTimeout as sleep } from "node:timers/promises";

/** Tokens of one answer, and the pause between two: as long as the shortest answers of an LLM. */
export const TOKENS = 10;
export const TOKEN_MS = 50;

const PAUSE_MS = 100;
const AT_ONCE = 3;

export interface Answered {
  whole: number;
  /** Answered with another status, and nothing has been done: to be asked again. */
  refused: number;
  /** Broken off, which whoever asked can tell. */
  broken: number;
  /** Closed properly, and not whole: what must never be. */
  short: number;
}

/** Asks for answers by POST all the time, which come as event streams, and looks whether they are whole. */
export class Answers {
  readonly #url: string;
  readonly #stopped = new AbortController();
  readonly #done: Promise<unknown>;
  #answered = none();

  /** `url` is the console's. */
  constructor(url: string) {
    this.#url = `${url}/api/v1/answers`;
    this.#done = Promise.all(Array.from({ length: AT_ONCE }, () => this.#repeat()));
  }

  /** What has been seen since the last call. */
  report(): Answered {
    const answered = this.#answered;
    this.#answered = none();
    return answered;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped.abort();
    await this.#done;
  }

  async #repeat(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      this.#answered[await this.#ask()] += 1;
      await sleep(PAUSE_MS);
    }
  }

  async #ask(): Promise<keyof Answered> {
    try {
      const response = await fetch(this.#url, { method: "POST", headers: { accept: "text/event-stream" } });
      const text = await response.text();
      if (response.status !== 200) return "refused";
      const tokens = [...text.matchAll(/^data: token (\d+)$/gm)].map(([, n]) => Number(n));
      const inOrder = tokens.length === TOKENS && tokens.every((n, i) => n === i);
      return inOrder && text.endsWith("event: end\ndata: {}\n\n") ? "whole" : "short";
    } catch {
      return "broken";
    }
  }
}

const none = (): Answered => ({ whole: 0, refused: 0, broken: 0, short: 0 });
