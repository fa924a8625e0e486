// Child processes that answer calls over Node's IPC channel, so that each has CPU time and memory of its own.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

type Commands = Record<string, (argument: never) => unknown>;

export interface Child<C extends Commands> {
  pid: number;
  call<Name extends keyof C & string>(
    name: Name,
    ...argument: Parameters<C[Name]>
  ): Promise<Awaited<ReturnType<C[Name]>>>;
  stop(): Promise<void>;
}

/** Starts `file`, which calls `serve` with commands of the type `C`. */
export async function startChild<C extends Commands>(file: string, ...args: string[]): Promise<Child<C>> {
  const child = fork(file, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const calls = new Map<number, (answer: { value: never; error?: string }) => void>();
  child.on("message", (answer: { id: number; value: never; error?: string }) => {
    calls.get(answer.id)?.(answer);
    calls.delete(answer.id);
  });
  child.once("exit", (code) => {
    for (const answer of calls.values())
      answer({ value: undefined as never, error: `${file} exited with ${code}` });
  });
  let id = 0;
  await once(child, "message"); // ready
  return {
    pid: child.pid!,
    call: (name, ...argument) =>
      new Promise((resolve, reject) => {
        calls.set(++id, ({ value, error }) => (error ? reject(new Error(error)) : resolve(value)));
        child.send({ id, name, argument: argument[0] });
      }),
    stop: () => stop(child),
  };
}

/** Answers the parent's calls with `commands`. */
export function serve(commands: Commands): void {
  const answer = async ({ id, name, argument }: { id: number; name: string; argument: never }) => {
    try {
      process.send!({ id, value: await commands[name]!(argument) });
    } catch (error) {
      process.send!({ id, error: String(error) });
    }
  };
  process.on("message", (call: Parameters<typeof answer>[0]) => void answer(call));
  process.once("disconnect", () => process.exit());
  process.send!({ id: 0 });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}
