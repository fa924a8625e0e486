import { mkdtempSync, readdirSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, vi } from "vitest";
import { launchBrowser } from "./browser";

it.runIf(process.platform === "linux" && process.arch === "x64")(
  "the packaged browser can be started several times at once, and leaves nothing behind",
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "tailrace-browsers-"));
    vi.stubEnv("TMPDIR", folder);
    vi.stubEnv("CHROMIUM_PATH", "packaged");
    const browsers = await Promise.all([launchBrowser(), launchBrowser(), launchBrowser()]);
    for (const browser of browsers) {
      const page = await browser.newPage();
      await page.setContent("<h1>Here</h1>");
      expect(await page.getByRole("heading").innerText()).toBe("Here");
    }
    await Promise.all(browsers.map((browser) => browser.close()));
    vi.unstubAllEnvs();
    await expect.poll(() => readdirSync(folder)).toEqual([]);
    rmdirSync(folder);
  },
);
