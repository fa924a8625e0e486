// `pnpm drill`: the whole of it, with the table in docs/operations.md. `--quick`: few viewers, and only printed.
import { parseArgs } from "node:util";
import { publish } from "../../web/bench/markdown.ts";
import { BALANCERS } from "./balancer.ts";
import { drill, FULL, QUICK } from "./drill.ts";
import { failed, progress, report } from "./report.ts";

const { quick } = parseArgs({ options: { quick: { type: "boolean", default: false } } }).values;

const installed = BALANCERS.filter(({ version }) => version);
if (installed.length === 0) {
  console.error("The drill needs a load balancer: install nginx or Caddy.");
  process.exit(1);
}

const reports: string[] = [];
for (const balancer of installed) {
  console.log(`${balancer.title} ${balancer.version}`);
  const result = await drill(balancer, quick ? QUICK : FULL, (phase) => console.log(`  ${progress(phase)}`));
  reports.push(report(result));
  if (failed(result)) process.exitCode = 1;
}
const text = reports.join("\n");
console.log(`\n${text}`);
if (!quick) publish("operations.md", "drill", text);
