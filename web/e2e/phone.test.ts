import { expect, it } from "vitest";
import { consoleUrl, describeInBrowser, newPage, startBackend, useBrowser, waitForState } from "./console.ts";

const SAYS = ["node", "-e", "console.log('hello')"];

describeInBrowser("the log page on a phone", () => {
  useBrowser();

  it("has controls that a finger meets, 40 px and more, and shows the whole of a name", async () => {
    await startBackend([{ id: "job", name: "Nightly import of customers", command: SAYS }]);
    const page = await newPage({
      viewport: { width: 360, height: 740 },
      isMobile: true,
      hasTouch: true,
    });
    await page.goto(`${consoleUrl}/workloads/job`);
    await waitForState(page, "ended");
    await page.keyboard.press("f"); // unfolds the filter
    await page.getByRole("group", { name: "Levels shown" }).waitFor();
    const small = await page.locator("header, .find-bar").evaluateAll((bars) =>
      bars
        .flatMap((bar) => [...bar.querySelectorAll("a, button, label, select")])
        .filter((control) => control.checkVisibility())
        .map((control) => ({
          name: control.ariaLabel ?? control.textContent,
          box: control.getBoundingClientRect(),
        }))
        .filter(({ box }) => box.height < 40 || box.width < 40)
        .map(({ name, box }) => `${name}: ${box.width} × ${box.height}`),
    );
    expect(small).toEqual([]);
    const title = page.getByRole("heading", { level: 1 });
    expect(await title.evaluate((title) => title.scrollWidth - title.clientWidth)).toBe(0);
  });

  it("says in one place how the run has ended", async () => {
    await startBackend([{ id: "job", command: ["node", "-e", "process.exit(7)"] }]);
    const page = await newPage();
    await page.goto(`${consoleUrl}/workloads/job`);
    await waitForState(page, "ended");
    await page.getByText("The log ends here.").waitFor();
    const said = (await page.locator("body").innerText()).match(/exit code|failed|succeeded|ended/gi);
    expect(said).toEqual(["Ended", "exit code"]);
  });
});
