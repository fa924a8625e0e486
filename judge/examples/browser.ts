import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chooseBrowser, launchBrowser } from "../testing/browser";

const withPage = test.extend<{ page: Page }>({
  // Vitest reads from the pattern what a fixture needs.
  page: async ({}, use) => {
    const browser = await launchBrowser();
    const errors: string[] = [];
    const page = await browser.newPage();
    page.on("pageerror", (error) => errors.push(error.stack ?? error.message));
    await use(page);
    await browser.close();
    expect(errors).toEqual([]); // hydration that does not fit is one
  },
});

/** A test with a page of its own in a real browser: skipped on a machine without one, except in CI. */
export const testInBrowser = withPage.runIf(chooseBrowser() !== undefined || process.env.CI);
