import { readFileSync } from "node:fs";
import path from "node:path";

export interface Stage {
  name: string;
  /** Another stage, or a base image. */
  from: string;
  /** Everything after FROM, in order. */
  steps: { instruction: string; rest: string }[];
}

export const DOCKERFILE = path.join(import.meta.dirname, "../Dockerfile");

/** The Dockerfile's stages by name, in order. */
export function readStages(): Map<string, Stage> {
  const lines = readFileSync(DOCKERFILE, "utf8")
    .replace(/^\s*#.*\n/gm, "")
    .replace(/\\\n\s*/g, " ")
    .split("\n")
    .filter((line) => line.trim());
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const line of lines) {
    const [, instruction, rest] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (!instruction || !rest) throw new Error(`Dockerfile: ${line} is not understood here.`);
    if (instruction === "FROM") {
      const [, from, name] = /^(\S+) AS (\S+)$/.exec(rest) ?? [];
      if (!from || !name) throw new Error(`Dockerfile: the stage of "${line}" has no name.`);
      stages.set(name, (stage = { name, from, steps: [] }));
    } else if (stage) stage.steps.push({ instruction, rest });
    else throw new Error(`Dockerfile: ${line} stands before FROM.`);
  }
  return stages;
}
