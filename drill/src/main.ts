// `pnpm drill`: the whole of it, with the table in docs/operations.md. `--quick`: few viewers, and only printed.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
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
if (!quick) publish(text);

function publish(text: string): void {
  const file = path.join(import.meta.dirname, "../../docs/operations.md");
  const page = readFileSync(file, "utf8");
  const [begin, end] = ["<!-- drill:begin -->", "<!-- drill:end -->"].map((marker) => page.split(marker));
  writeFileSync(file, `${begin![0]}<!-- drill:begin -->\n\n${text}\n<!-- drill:end -->${end![1]}`);
}
