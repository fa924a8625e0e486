import { expect, it } from "vitest";
import {
  atEnd,
  consoleUrl,
  describeInBrowser,
  newPage,
  rows,
  startBackend,
  useBrowser,
  waitForLog,
} from "./console.ts";
import { Talker } from "./talker.ts";

describeInBrowser("a new run of a workload", () => {
  useBrowser();

  it("is a rule across the log, which leads to what is new since then", async () => {
    const talker = new Talker();
    atEnd(() => talker.close());
    const { url } = await startBackend([{ id: "talker", command: await talker.command() }]);
    await talker.say("INFO first run");
    await talker.tell({ exit: 3 });
    await expect
      .poll(async () => (await (await fetch(`${url}/v1/workloads/talker`)).json()).exitCode)
      .toBe(3);
    await fetch(`${url}/v1/workloads/talker/restart`, { method: "POST" });
    await talker.say("INFO second run", "WARN only now");
    const page = await newPage({ viewport: { width: 1200, height: 700 } });
    await page.goto(`${consoleUrl}/workloads/talker`);
    await expect.poll(() => rows(page)).toEqual(["INFO first run", "INFO second run", "WARN only now"]);
    const rule = page.locator(".log-row-run");
    await expect
      .poll(() => rule.textContent())
      .toMatch(/^A run begins at \d\d:\d\d:\d\d\.\d{3}\.What is new$/);
    expect(await rule.evaluate((row) => row.previousElementSibling!.textContent)).toContain("first run");
    await rule.getByRole("button", { name: "What is new" }).click();
    await expect
      .poll(async () => (await page.locator(".facet-name").allInnerTexts()).join())
      .toContain("WARN only now");
  });

  it("is shown when it begins while the log is looked at, with how the one before has ended", async () => {
    const talker = new Talker();
    atEnd(() => talker.close());
    await startBackend([{ id: "talker", command: await talker.command() }]);
    await talker.say("INFO first run");
    const page = await newPage();
    await page.goto(`${consoleUrl}/workloads/talker`);
    await waitForLog(page);
    expect(await rows(page)).toEqual(["INFO first run"]);
    await talker.tell({ exit: 3 });
    await page.getByText("Ended with exit code 3").first().waitFor();
    await page.getByRole("button", { name: "Restart or stop" }).click();
    await page.getByRole("button", { name: "Restart talker…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Restart", exact: true }).click();
    await talker.say("INFO second run");
    await expect.poll(() => rows(page), { timeout: 30_000 }).toEqual(["INFO first run", "INFO second run"]);
    await expect
      .poll(() => page.locator(".log-row-run").textContent(), { timeout: 30_000 }) // asked for every 15 s
      .toMatch(/^Ended with exit code 3 at .*\. A run begins at /);
  });
});
