/** What can be measured of a system. A key is the name and, where it depends on that, the number of streams. */
export const METRICS = {
  "open.p50": { title: "opening a quiet stream, p50", unit: "ms" },
  "open.p99": { title: "opening a quiet stream, p99", unit: "ms" },
  "open.cpu": { title: "CPU per opening", unit: "µs" },
  "open.all": { title: "opening 1,000 streams at once, until all have headers", unit: "ms" },
  "open.all.cpu": { title: "CPU per opening of 1,000 at once", unit: "µs" },
  "delay.p50": { title: "delay per event, p50", unit: "ms" },
  "delay.p99": { title: "delay per event, p99", unit: "ms" },
  "delay.max": { title: "delay per event, max", unit: "ms" },
  "event.cpu": { title: "CPU per event", unit: "µs" },
  rss: { title: "resident memory", unit: "MB" },
  "stream.rss": { title: "memory per open stream", unit: "kB" },
  burst: { title: "burst", unit: "MB/s" },
  "burst.cpu": { title: "CPU per MB of a burst", unit: "ms" },
  "json.rate": { title: "answers per second", unit: "1/s" },
  "json.cpu": { title: "CPU per answer", unit: "µs" },
  "api.p50": { title: "API call, p50", unit: "ms" },
  "api.p99": { title: "API call, p99", unit: "ms" },
} as const;

export type Metric = keyof typeof METRICS;

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
