import { once } from "node:events";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Exchange, startBackend } from "judge/testing/backend";
import { Queue } from "judge/testing/queue";
import { expect, test } from "vitest";

const ROOT = path.join(import.meta.dirname, "..");
const IMPORT = /^import \{([^}]+)\} from "(tailrace(?:\/\w+)?)";$/gm;

/** What the documents import from the library, as `[document, module, name]`. */
const imports = globSync(["{*,docs/*,tailrace/*,doctor/*}.md", "examples/*/{*,{app,lib}/**/*}.{ts,tsx}"], {
  cwd: ROOT,
  exclude: ["**/node_modules"],
}).flatMap((file) =>
  [...readFileSync(path.join(ROOT, file), "utf8").matchAll(IMPORT)].flatMap(([, names, from]) =>
    names!
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name && !name.startsWith("type "))
      .map((name) => [file, from!, name] as const),
  ),
);

const documents = globSync("{*,docs/*,*/README,examples/*/README}.md", { cwd: ROOT });
const read = (document: string) => readFileSync(path.join(ROOT, document), "utf8");

/** A heading's name in an address, as GitHub makes it. */
const slug = (heading: string) =>
  heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)|[`*_]/g, "$1")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, "")
    .replaceAll(" ", "-");

/** What `text` has outside of blocks of code. */
const prose = (text: string) => text.replaceAll(/^ *```[^]*?^ *```$/gm, "");

test.for(documents)("every link of %s leads to a file that is there, and to a heading in it", (document) => {
  const links = [...prose(read(document)).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link]) => link!);
  const dead = links.filter((link) => {
    const [file, anchor] = link.split("#");
    const target = file ? path.join(path.dirname(document), file) : document;
    if (!existsSync(path.join(ROOT, target))) return true;
    if (anchor === undefined) return false;
    const headings = [...prose(read(target)).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => slug(heading!));
    return !headings.includes(anchor);
  });
  expect(dead).toEqual([]);
});

test.for(documents)("%s is no longer than 250 lines", (document) => {
  expect(read(document).split("\n").length - 1).toBeLessThanOrEqual(250);
});

test("there are documents, and examples, that import the library", () => {
  expect(imports).toContainEqual(["tailrace/README.md", "tailrace", "createHop"]);
  expect(imports).toContainEqual(["examples/next-app/next.config.ts", "tailrace/next", "withTailrace"]);
});

test.for(imports)("%s imports from %s what is there: %s", async ([, from, name]) => {
  const { exports } = JSON.parse(readFileSync(path.join(import.meta.dirname, "package.json"), "utf8")) as {
    exports: Record<string, string | { default: string }>;
  };
  const entry = exports[from.replace("tailrace", ".")]!;
  const file = typeof entry === "string" ? entry : entry.default;
  expect(await import(path.join(import.meta.dirname, file))).toHaveProperty(name);
});

test("the client in docs/streaming.md moves when it is told to, with every event once", async () => {
  const text = readFileSync(path.join(ROOT, "docs/streaming.md"), "utf8");
  const [, code] = /```js\n([^]*?)```/.exec(text)!;
  const parser = import.meta.resolve("eventsource-parser");
  const runnable = code!.replace('"eventsource-parser"', JSON.stringify(parser));
  const { follow } = (await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(runnable)}`
  )) as { follow(url: string, onEvent: (event: { data: string }) => void, stop: AbortSignal): Promise<void> };

  await using backend = await startBackend();
  const requests = new Queue<Exchange>();
  backend.handle((request, response) => requests.push({ request, response }));
  const nextStream = async () => {
    const exchange = await requests.next();
    return exchange.response.writeHead(200, { "content-type": "text/event-stream" }) && exchange;
  };
  const events = new Queue<string>();
  const stop = new AbortController();
  const over = follow(backend.url, ({ data }) => events.push(data), stop.signal);
  const old = await nextStream();
  expect(old.request.headers["tailrace-move"]).toBe("?1");
  old.response.write("id: 1\ndata: one\n\n: tailrace-move\n");
  expect(await events.next()).toBe("one");
  const next = await nextStream();
  expect(next.request.headers["last-event-id"]).toBe("1");
  old.response.write("id: 2\ndata: two\n\n");
  expect(await events.next()).toBe("two");
  const left = once(old.response, "close");
  next.response.write("id: 2\ndata: two\n\nid: 3\ndata: three\n\n");
  await left;
  expect(await events.next()).toBe("three");
  next.response.destroy();
  const third = await nextStream();
  expect(third.request.headers["last-event-id"]).toBe("3");
  stop.abort();
  await over;
  expect([events.size, requests.size]).toEqual([0, 0]);
});
