/** What can be measured of a system, and its unit. A key is the name and, where it depends on that, the number of streams. */
export const UNITS = {
  "open.p50": "ms",
  "open.p99": "ms",
  "open.cpu": "µs",
  "open.all": "ms",
  "open.all.cpu": "µs",
  "delay.p50": "ms",
  "delay.p99": "ms",
  "delay.max": "ms",
  "event.cpu": "µs",
  rss: "MB",
  "stream.rss": "kB",
  burst: "MB/s",
  "burst.cpu": "ms",
  "json.rate": "1/s",
  "json.cpu": "µs",
  "api.p50": "ms",
  "api.p99": "ms",
} as const;

export type Metric = keyof typeof UNITS;

export interface Spread {
  median: number;
  min: number;
  max: number;
}

/** The figures of all rounds, and what could not be measured. */
export class Results {
  readonly #values = new Map<string, number[]>();
  readonly #notes = new Map<string, Set<string>>();

  add(system: string, metric: Metric, variant: string | number, value: number): void {
    const key = `${system} ${metric} ${variant}`;
    this.#values.set(key, [...(this.#values.get(key) ?? []), value]);
  }

  note(system: string, text: string): void {
    this.#notes.set(system, (this.#notes.get(system) ?? new Set()).add(text));
  }

  notes(system: string): string[] {
    return [...(this.#notes.get(system) ?? [])];
  }

  get(system: string, metric: Metric, variant: string | number): Spread | undefined {
    const values = this.#values.get(`${system} ${metric} ${variant}`)?.toSorted((a, b) => a - b);
    if (!values) return undefined;
    const middle = (values.length - 1) / 2;
    return {
      median: (values[Math.floor(middle)]! + values[Math.ceil(middle)]!) / 2,
      min: values[0]!,
      max: values.at(-1)!,
    };
  }
}
