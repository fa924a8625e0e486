import { expect, test } from "vitest";
import { workloadsFile } from "./testing/backend.ts";
import { readWorkloadsFile } from "./workloads-file.ts";

async function refusal(content: unknown): Promise<string> {
  const file = await workloadsFile(typeof content === "string" ? content : JSON.stringify(content));
  const error: Error = await readWorkloadsFile(file).then(
    () => new Error("was accepted"),
    (error: Error) => error,
  );
  expect(error.message).toContain(file);
  return error.message;
}

const entry = { id: "a", command: ["true"] };

test.each([
  [
    "no command",
    { id: "a" },
    'workloads[1].command: a command is a list of a program and its arguments, such as ["tail"',
  ],
  [
    "an empty command",
    { id: "a", command: [] },
    "workloads[1].command[0]: a command is a list of a program and its arguments",
  ],
  [
    "a command in one string",
    { id: "a", command: "ls" },
    "workloads[1].command: a command is a list of a program",
  ],
  ["an argument that is no string", { id: "a", command: ["sleep", 5] }, "workloads[1].command[1]: "],
  ["no id", { command: ["ls"] }, "workloads[1].id: "],
  [
    "an id with a slash",
    { id: "a/b", command: ["ls"] },
    "workloads[1].id: must be 1 to 63 of the characters",
  ],
  ["an id of dots", { id: "..", command: ["ls"] }, "workloads[1].id: must be 1 to 63 of the characters"],
  [
    "a NUL character",
    { id: "b", command: ["a\0b"] },
    "workloads[1].command[0]: must not contain a NUL character",
  ],
  [
    "a field nobody knows",
    { id: "b", command: ["ls"], comand: 1 },
    'workloads[1]: Unrecognized key: "comand"',
  ],
  ["an id that is taken", { id: "a", command: ["ls"] }, 'workloads[1].id: "a" is the id of workloads[0] too'],
])("%s is refused with its place in the file", async (_, second, message) => {
  expect(await refusal({ workloads: [{ id: "a", command: ["true"] }, second] })).toContain(message);
});

test("several faults are named at once", async () => {
  const message = await refusal({ workloads: [{ ...entry, id: "" }, { id: "b" }] });
  expect(message).toContain("workloads[0].id: ");
  expect(message).toContain("workloads[1].command: ");
});

test("what is not JSON is refused with the text around the fault", async () => {
  expect(await refusal('{ "workloads": [,] }')).toMatch(
    /is not JSON: Unexpected token ','.*workloads": \[,\]/,
  );
});

test("what is no list of workloads is refused with an example", async () => {
  expect(await refusal([entry])).toMatch(/the whole file: .*\nFor example: \{ "workloads": \[/);
});

test("a file that is not there is refused by its name", async () => {
  await expect(readWorkloadsFile("/no/such/workloads.json")).rejects.toThrow(
    /Cannot read the workloads file: ENOENT.*\/no\/such\/workloads\.json/,
  );
});
