import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { StartError } from "./start-error.ts";

const EXAMPLE =
  '{ "workloads": [{ "id": "access-log", "command": ["tail", "-F", "/var/log/nginx/access.log"] }] }';
const COMMAND = 'a command is a list of a program and its arguments, such as ["tail", "-F", "app.log"]';

const NO_NUL = [(value: string) => !value.includes("\0"), "must not contain a NUL character"] as const;
const text = z.string().refine(...NO_NUL);
const entrySchema = z.strictObject({
  id: z.string().regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, // 63 characters, as a DNS label: fits a path, a file name, a label.
    "must be 1 to 63 of the characters A-Z a-z 0-9 . _ -, and begin with a letter or digit",
  ),
  name: text.min(1).optional(),
  command: z.tuple(
    [
      z
        .string(COMMAND)
        .min(1, COMMAND)
        .refine(...NO_NUL),
    ],
    text,
    COMMAND,
  ),
  cwd: text.min(1).optional(),
  env: z.record(text, text).optional(),
  labels: z.record(text, text).optional(),
});
const fileSchema = z.strictObject({ workloads: z.array(entrySchema) });

/** An entry of the workloads file with `cwd` made absolute: relative to the file's folder, which is the default too. */
export type WorkloadEntry = z.infer<typeof entrySchema> & { cwd: string };

/**
 * Reads and checks a workloads file.
 * @throws {StartError} that names the file, the place in it, and what would be right there.
 */
export async function readWorkloadsFile(file: string): Promise<WorkloadEntry[]> {
  const path = resolve(file);
  const parsed = fileSchema.safeParse(parseJson(path, await read(path)));
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${place(issue.path)}: ${issue.message}`);
    throw new StartError(
      [`${path} is not as it should be:`, ...problems, `For example: ${EXAMPLE}`].join("\n"),
    );
  }
  const { workloads } = parsed.data;
  const seen = new Map<string, number>();
  for (const [index, { id }] of workloads.entries()) {
    const earlier = seen.get(id);
    if (earlier !== undefined) {
      throw new StartError(
        `${path}: workloads[${index}].id: "${id}" is the id of workloads[${earlier}] too; ids must differ`,
      );
    }
    seen.set(id, index);
  }
  return workloads.map((entry) => ({ ...entry, cwd: resolve(dirname(path), entry.cwd ?? ".") }));
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new StartError(
      `Cannot read the workloads file: ${(error as Error).message}\nIt holds, for example: ${EXAMPLE}`,
    );
  }
}

function parseJson(path: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new StartError(`${path} is not JSON: ${(error as Error).message}\nFor example: ${EXAMPLE}`);
  }
}

/** `workloads[2].command[0]`, as one would write it in JavaScript. */
function place(path: PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`));
  return steps.join("").replace(/^\./, "") || "the whole file";
}
