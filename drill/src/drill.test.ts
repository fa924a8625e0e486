import { expect, test } from "vitest";
import { BALANCERS } from "./balancer.ts";
import { drill, QUICK } from "./drill.ts";
import { failed } from "./report.ts";
import { runSeed } from "./seeds.ts";

test.for(BALANCERS)("a quick drill behind $title loses and repeats no line", async (balancer, { skip }) => {
  if (!balancer.version) {
    console.log(`${balancer.title} is not installed: the drill behind it is skipped.`);
    skip(`${balancer.title} is not installed`);
  }
  const result = await drill(balancer, QUICK, () => {});
  expect(failed(result), JSON.stringify(result.breaches)).toBe(false);
  expect(result.refusals).toEqual([]);
  const apiErrors = Object.fromEntries(result.phases.map(({ title, api }) => [title, sum(api.errors)]));
  expect(apiErrors).toEqual({
    "All open their page": 0,
    "Nothing happens": 0,
    "Rolling restart": 0,
    // A POST that was with it when it was killed may have arrived: a balancer must not send it to another.
    "One replica killed": expect.toSatisfy((errors: number) => errors <= 2),
    // Nobody can answer without it.
    "Backend killed, and back": expect.any(Number),
    "Balancer reloaded": 0,
  });
  const [, , rolling, killed] = result.phases;
  expect(rolling!.breaks, "what readers see of a rolling restart").toBe(0);
  expect(rolling!.answers).toMatchObject({ broken: 0, short: 0 });
  expect(rolling!.exits.map(({ how }) => how)).toEqual([143, 143, 143]);
  expect(killed!.exits.map(({ how }) => how)).toEqual(["SIGKILL"]);
  for (const { title, lines } of result.phases) expect(lines, title).toBeGreaterThan(QUICK.viewers * 50);
});

function sum(errors: Record<string, number>): number {
  return Object.values(errors).reduce((all, n) => all + n, 0);
}

test("a schedule of faults that a seed has drawn breaks no promise", async ({ skip }) => {
  const balancer = BALANCERS.find(({ version }) => version);
  if (!balancer) return skip("no balancer is installed");
  const outcome = await runSeed(balancer, 1, () => {});
  expect(outcome).toMatchObject({ breaches: [], behind: 0, refusals: [] });
});
