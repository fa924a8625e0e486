import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { imageOf, type Target } from "./build.ts";
import { podman } from "./engine.ts";

/** A container that runs, and is removed at the end of its scope. */
export interface Container extends AsyncDisposable {
  name: string;
  /** What a command in it prints. */
  exec(...command: string[]): Promise<string>;
  /** A field of what `podman inspect` says, by a template such as `{{.State.ExitCode}}`. */
  inspect(template: string): Promise<string>;
}

/** What compose.yaml and the Kubernetes base both ask for. */
export const SEALED = [
  "--read-only",
  "--read-only-tmpfs=false",
  "--cap-drop=all",
  "--security-opt=no-new-privileges",
];

export async function runContainer(
  target: Target,
  env: Record<string, string>,
  flags: string[],
): Promise<Container> {
  const name = `tailrace-${target}-${randomUUID().slice(0, 8)}`;
  const variables = Object.entries(env).flatMap(([name, value]) => ["--env", `${name}=${value}`]);
  await podman("run", "--detach", "--pull=never", "--name", name, ...variables, ...flags, imageOf(target));
  return {
    name,
    exec: (...command) => podman("exec", name, ...command),
    inspect: (template) => podman("inspect", "--format", template, name),
    // With what shares its network.
    [Symbol.asyncDispose]: async () => void (await podman("rm", "--force", "--depend", "--time=0", name)),
  };
}

/** Resolves when a console that has been started answers that it is ready; `what` prints what to say if it does not. */
export async function untilReady(url: string, what: () => Promise<string>): Promise<void> {
  const giveUpAt = performance.now() + 30_000;
  while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) {
    if (performance.now() > giveUpAt) throw new Error(`It does not become ready:\n${await what()}`);
    await sleep(100);
  }
}
