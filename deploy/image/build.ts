import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import dockerignore from "@balena/dockerignore";
import { DOCKERFILE, readStages } from "./dockerfile.ts";

export interface Image {
  /** The folder that stands for the image's `/`. */
  root: string;
  /** The base image that it would stand on, such as `node:26.10.0-slim`. */
  base: string;
  workdir: string;
  env: Record<string, string>;
  /** `uid:gid`; empty for root. */
  user: string;
  cmd: string[];
  healthcheck: string[];
}

const repository = path.join(path.dirname(DOCKERFILE), "..");

// What npm needs to find its registry. Nothing else of this environment reaches a build.
const PASSED_ON =
  /^(PATH|HOME|npm_config_(registry|userconfig|cache)|(https?|no)_proxy|NODE_EXTRA_CA_CERTS)$/i;

/**
 * Carries out the Dockerfile for `target` in `folder`, without a container engine: a stage is a folder, RUN is a command in it,
 * and the Node of this process stands for the base image. Throws for an instruction that it does not know. What only an
 * engine shows: the base image itself, absolute paths in RUN, layers.
 */
export async function buildImage(
  target: string,
  folder: string,
  log: (line: string) => void,
): Promise<Image> {
  const stages = readStages();
  const context = path.join(folder, "context");
  copyContext(context);
  const built = new Map<string, Image>();

  const build = async (name: string): Promise<Image> => {
    const stage = stages.get(name);
    if (!stage) throw new Error(`The Dockerfile has no stage ${name}.`);
    const root = path.join(folder, name);
    const from = stages.has(stage.from) ? (built.get(stage.from) ?? (await build(stage.from))) : undefined;
    if (from) copy(from.root, root);
    else mkdirSync(root);
    const image: Image = from
      ? { ...from, root, env: { ...from.env } }
      : { root, base: stage.from, workdir: "/", env: {}, user: "", cmd: [], healthcheck: [] };
    const inside = (place: string) => path.join(root, path.resolve(image.workdir, place));

    for (const { instruction, rest } of stage.steps) {
      if (["RUN", "COPY"].includes(instruction)) log(`${name}: ${instruction} ${rest}`);
      switch (instruction) {
        case "WORKDIR":
          image.workdir = path.resolve(image.workdir, rest);
          mkdirSync(inside("."), { recursive: true });
          break;
        case "ENV":
          for (const [, key, value] of rest.matchAll(/(\w+)=(\S*)/g)) image.env[key!] = value!;
          break;
        case "COPY": {
          const [, stageName, places] = /^(?:--from=(\S+) )?([^-].*)$/.exec(rest) ?? [];
          if (!places) throw new Error(`Dockerfile: COPY ${rest} is not understood here.`);
          const source = stageName ? (built.get(stageName) ?? (await build(stageName))).root : context;
          const words = places.split(/\s+/);
          const destination = words.pop()!;
          for (const word of words) {
            const file = path.join(source, word);
            const into = destination.endsWith("/") && statSync(file).isFile();
            copy(file, inside(into ? destination + path.basename(file) : destination));
          }
          break;
        }
        case "RUN":
          await run(rest, inside("."), image.env);
          break;
        case "USER":
          image.user = rest;
          break;
        case "CMD":
          image.cmd = JSON.parse(rest) as string[];
          break;
        case "HEALTHCHECK":
          image.healthcheck = JSON.parse(rest.slice(rest.indexOf("["))) as string[];
          break;
        case "EXPOSE":
          break;
        default:
          throw new Error(`Dockerfile: ${instruction} is not understood here.`);
      }
    }
    built.set(name, image);
    return image;
  };

  const image = await build(target);
  // An image has nothing of the stages before it: what still leads there must not work.
  for (const name of [...built.keys(), "context"]) {
    if (name !== target) rmSync(path.join(folder, name), { recursive: true });
  }
  return image;
}

/** What an engine would be sent: the files of the checkout, committed or not, that .dockerignore lets through. */
function copyContext(context: string): void {
  const list = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: repository,
    encoding: "utf8",
  });
  const ignore = dockerignore.default().add(readFileSync(path.join(repository, ".dockerignore"), "utf8"));
  for (const file of new Set(list.split("\0").filter(Boolean))) {
    const source = path.join(repository, file);
    if (!ignore.ignores(file) && statSync(source, { throwIfNoEntry: false })) {
      copy(source, path.join(context, file));
    }
  }
}

function copy(source: string, destination: string): void {
  cpSync(source, destination, { recursive: true, verbatimSymlinks: true });
}

async function run(command: string, cwd: string, env: Record<string, string>): Promise<void> {
  const inherited = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name));
  const child = spawn("sh", ["-c", command], {
    cwd,
    env: {
      ...Object.fromEntries(inherited),
      PATH: `${path.dirname(process.execPath)}:${process.env.PATH}`,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr.on("data", (data: Buffer) => (output += data.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`RUN ${command} has failed with ${code}:\n${output}`);
}
