// `pnpm drill`, with the table in docs/drill.md. `--quick`: few viewers, and only printed. `--seeds 20`: as many random
// schedules of faults, behind one balancer and the other in turn; `--seed 7`: that one again, behind each.
import { parseArgs } from "node:util";
import { publish } from "../../web/bench/markdown.ts";
import { BALANCERS } from "./balancer.ts";
import { drill, FULL, QUICK } from "./drill.ts";
import { failed, outcomeText, progress, report } from "./report.ts";
import { runSeed } from "./seeds.ts";

const { quick, seeds, seed } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    seeds: { type: "string" },
    seed: { type: "string" },
  },
}).values;

const installed = BALANCERS.filter(({ version }) => version);
if (installed.length === 0) {
  console.error("The drill needs a load balancer: install nginx or Caddy.");
  process.exit(1);
}

if (seeds !== undefined || seed !== undefined) {
  const runs =
    seed !== undefined
      ? installed.map((balancer) => ({ balancer, seed: Number(seed) }))
      : Array.from({ length: Number(seeds) }, (_, i) => ({
          balancer: installed[i % installed.length]!,
          seed: i + 1,
        }));
  for (const { balancer, seed } of runs) {
    console.log(`Seed ${seed}, ${balancer.title} ${balancer.version}`);
    const outcome = await runSeed(balancer, seed, (fault) => console.log(`  ${fault}`));
    console.log(`  ${outcomeText(outcome)}`);
    if (failed(outcome)) process.exitCode = 1;
  }
} else {
  const reports: string[] = [];
  for (const balancer of installed) {
    console.log(`${balancer.title} ${balancer.version}`);
    const result = await drill(balancer, quick ? QUICK : FULL, (phase) =>
      console.log(`  ${progress(phase)}`),
    );
    reports.push(report(result));
    if (failed(result)) process.exitCode = 1;
  }
  const text = reports.join("\n");
  console.log(`\n${text}`);
  if (!quick) publish("drill.md", "drill", text);
}

// Node 26.10 was seen not to come to an end by itself after 20 seeds: all was disposed of, and its own clean-up went round for ever.
process.exit();
