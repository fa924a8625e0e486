// A workload that does what it is told: connects to the port it is given, and obeys one JSON object a line.
import { connect } from "node:net";
import { createInterface } from "node:readline";

createInterface({ input: connect(Number(process.argv[2]), "127.0.0.1") }).on("line", (line) => {
  const { stdout, stderr, exit } = JSON.parse(line);
  if (stdout !== undefined) process.stdout.write(stdout);
  if (stderr !== undefined) process.stderr.write(stderr);
  if (exit !== undefined) process.exit(exit);
});
