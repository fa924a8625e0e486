// examples/llm, installed, built, and seen in a browser.
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { startChild } from "../systems/child";
import { BUILD_TIMEOUT_MS, buildExample } from "../systems/example";
import { startNext } from "../systems/next";
import { type Backend, startBackend, startEvents } from "../testing/backend";
import { freePort } from "../testing/web-server";
import { testInBrowser } from "./browser";

let folder: string;
let backend: Backend;
const app = () => path.join(folder, "llm");

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "tailrace-example-"));
  buildExample("llm", app());
  backend = await startBackend();
}, BUILD_TIMEOUT_MS);
afterAll(async () => {
  await backend?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const startApp = (backendUrl: string) => startNext(app(), { BACKEND_URL: backendUrl });

const answer = (page: Page) => page.locator("[data-role=assistant]");
const status = (page: Page) => page.getByRole("status");

async function ask(page: Page, url: string, text: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel("Message").fill(text);
  await page.getByRole("button", { name: "Send" }).click();
}

/** Asks, and returns what the backend writes the answer to, which begins with `word` and is on the page that far. */
async function askFor(page: Page, url: string, word: string): Promise<ServerResponse> {
  const asked = new Promise<ServerResponse>((resolve) =>
    backend.handle((_request, response) => resolve(response)),
  );
  await ask(page, url, "Hello?");
  const response = await asked;
  startEvents(response);
  write(
    response,
    { type: "start" },
    { type: "text-start", id: "1" },
    { type: "text-delta", id: "1", delta: word },
  );
  await answer(page).getByText(word, { exact: true }).waitFor();
  return response;
}

function write(response: ServerResponse, ...chunks: object[]): void {
  for (const chunk of chunks) response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

testInBrowser(
  "a model's answer is on the page word by word, before the next word is made",
  async ({ page }) => {
    await using web = await startApp(backend.url);
    const response = await askFor(page, web.url, "Hello");
    for (const delta of [", ", "you", "."]) {
      write(response, { type: "text-delta", id: "1", delta });
      await expect.poll(() => answer(page).textContent()).toMatch(new RegExp(`${delta}$`));
    }
    expect(await answer(page).textContent()).toBe("Hello, you.");
    expect(await status(page).textContent()).toBe("streaming");
    write(response, { type: "text-end", id: "1" }, { type: "finish" });
    response.end("data: [DONE]\n\n");
    await status(page).getByText("ready").waitFor();
  },
);

testInBrowser(
  "a reader who stops the answer, or closes the tab, ends the backend's request",
  async ({ page }) => {
    await using web = await startApp(backend.url);
    for (const leave of [() => page.getByRole("button", { name: "Stop" }).click(), () => page.close()]) {
      const closed = once(await askFor(page, web.url, "Hello"), "close");
      await leave();
      await closed;
    }
  },
);

testInBrowser(
  "an answer that breaks off is an error on the page, and not a short answer",
  async ({ page }) => {
    await using web = await startApp(backend.url);
    const response = await askFor(page, web.url, "Hello");
    response.destroy();
    await page.getByText("The answer broke off.").waitFor();
    expect(await status(page).textContent()).toBe("error");
  },
);

testInBrowser("the example's own backend says back what it is told", async ({ page }) => {
  const port = await freePort();
  await using model = await startChild({
    command: process.execPath,
    args: [path.join(app(), "backend.ts")],
    env: { PORT: String(port) },
    port,
  });
  await using web = await startApp(model.url);
  await ask(page, web.url, "one two three");
  await status(page).getByText("ready").waitFor();
  expect(await answer(page).textContent()).toBe("You said: one two three");
});
