import type { BrowserContext, Page } from "playwright-core";

// A headless browser shows all its tabs.
const FAKE_VISIBILITY = `
  let state = "visible";
  Object.defineProperty(document, "visibilityState", { get: () => state });
  Object.defineProperty(document, "hidden", { get: () => state === "hidden" });
  addEventListener("fake-visibility", ({ detail }) => {
    state = detail;
    document.dispatchEvent(new Event("visibilitychange"));
  });`;

/** Has pages that are opened from now on be visible, or not, as `setVisibility` says. */
export async function fakeVisibility(pages: Page | BrowserContext): Promise<void> {
  await pages.addInitScript(FAKE_VISIBILITY);
}

/** Shows or hides a page as if its tab were changed. */
export async function setVisibility(page: Page, state: DocumentVisibilityState): Promise<void> {
  await page.evaluate((state) => dispatchEvent(new CustomEvent("fake-visibility", { detail: state })), state);
}
