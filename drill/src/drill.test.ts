import { expect, test } from "vitest";
import { BALANCERS } from "./balancer.ts";
import { drill, QUICK, type Result } from "./drill.ts";
import { failed } from "./report.ts";

test.for(BALANCERS)("a quick drill behind $title loses and repeats no line", async (balancer, { skip }) => {
  if (!balancer.version) {
    console.log(`${balancer.title} is not installed: the drill behind it is skipped.`);
    skip(`${balancer.title} is not installed`);
  }
  const result = await drill(balancer, QUICK, () => {});
  expect(failed(result)).toBe(false);
  expect(result.refusals).toEqual([]);
  expect(apiErrors(result)).toEqual({
    "All open their page": {},
    "Nothing happens": {},
    "Rolling restart": {},
    "One replica killed": {},
    // Nobody can answer without it.
    "Backend killed, and back": expect.anything(),
    "Balancer reloaded": {},
  });
  const [, , rolling, killed] = result.phases;
  expect(rolling!.exits.map(({ how }) => how)).toEqual([143, 143, 143]);
  expect(killed!.exits.map(({ how }) => how)).toEqual(["SIGKILL"]);
  for (const { title, lines } of result.phases) expect(lines, title).toBeGreaterThan(QUICK.viewers * 50);
});

function apiErrors({ phases }: Result): Record<string, Record<string, number>> {
  return Object.fromEntries(phases.map(({ title, api }) => [title, api.errors]));
}
