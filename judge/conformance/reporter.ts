import { appendFileSync } from "node:fs";
import path from "node:path";
import type { Reporter, TestCase, TestModule } from "vitest/node";
import { factOf } from "./fact.ts";

/** How one test went with one system. */
export interface Result {
  file: string;
  title: string;
  state: "passed" | "failed" | "skipped";
  /** What was observed, in a few words; empty when there is nothing to add to the state. */
  fact: string;
}

/** Appends one `Result` as a line of JSON to the file RESULTS for each test: what is there outlives a run that is cut. */
export default class ResultsReporter implements Reporter {
  onTestCaseResult(testCase: TestCase): void {
    const { state, errors } = testCase.result();
    if (state === "pending") return;
    const observed = testCase.annotations().map(({ message }) => message);
    // A known failure counts as passed for Vitest, and as what it is in a comparison.
    const failed = state === "failed" || (state === "passed" && testCase.options.fails === true);
    const fact = state === "failed" && errors?.[0] ? factOf(errors[0]) : "";
    // An annotation says the same in better words.
    if (observed.length === 0 || !/, not (?:below|above|undefined)/.test(fact)) observed.push(fact);
    const result: Result = {
      file: path.basename(testCase.module.moduleId),
      title: testCase.name,
      state: failed ? "failed" : state,
      fact: observed.filter(Boolean).join("; "),
    };
    appendFileSync(process.env.RESULTS!, `${JSON.stringify(result)}\n`);
  }

  onTestModuleEnd(module: TestModule): void {
    for (const error of module.errors()) console.error(`${module.moduleId}: ${error.message}`);
  }
}
