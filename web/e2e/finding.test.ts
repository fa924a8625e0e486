import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeInBrowser, line, rows, useBrowser } from "./console.ts";
import { openLog } from "./open-log.ts";

const field = (page: Page, name: "Find" | "Filter") =>
  page.getByRole(name === "Filter" ? "combobox" : "textbox", { name });
const toggle = (page: Page, group: "Find" | "Filter", name: string) =>
  page.getByRole("group", { name: group, exact: true }).getByRole("button", { name });
const found = (page: Page) => page.getByRole("group", { name: "Find", exact: true }).locator("output");
const shown = (page: Page) => page.getByRole("group", { name: "Filter", exact: true }).locator("output");
const current = (page: Page) => page.locator(".log-row-current .log-text");
const hits = (page: Page) => page.locator(".log-hit").allTextContents();

const NUMBERED = Array.from({ length: 3_000 }, (_, index) => `line ${index + 1}`);

describeInBrowser("the search", () => {
  useBrowser();

  it("marks the hits, says how many there are, and leads from one to the next and around the end", async () => {
    const { page, talker } = await openLog(NUMBERED);
    await line(page, "line 3000").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("line 1500");
    await expect.poll(() => found(page).innerText()).toBe("1");
    await page.keyboard.press("Enter");
    await expect.poll(() => current(page).allTextContents()).toEqual(["line 1500"]);
    await expect.poll(() => hits(page)).toEqual(["line 1500"]);
    await expect.poll(() => found(page).innerText()).toBe("1 of 1");

    await field(page, "Find").fill("LINE 10"); // 10, 100 to 109 and 1000 to 1099
    await expect.poll(() => found(page).innerText()).toBe("111");
    await page.keyboard.press("Enter");
    await expect.poll(() => found(page).innerText()).toMatch(/^\d+ of 111$/);
    await page.keyboard.press("Escape");
    const at = async () => Number((await found(page).innerText()).split(" ")[0]);
    const before = await at();
    await page.keyboard.press("N");
    await expect.poll(at).toBe(before === 1 ? 111 : before - 1);
    await page.keyboard.press("n");
    await expect.poll(at).toBe(before);

    await talker.say("one more line 10");
    await expect.poll(() => found(page).innerText()).toBe(`${before} of 112`);
    await page.keyboard.press("Escape");
    await expect.poll(() => hits(page)).toEqual([]);
    expect(await field(page, "Find").inputValue()).toBe("");
  });

  it("heeds case and regular expressions when told to, and says what is wrong with one", async () => {
    const { page } = await openLog(["Alpha 1", "alpha 22", "ALPHA", "a.pha"]);
    await field(page, "Find").fill("alpha");
    await expect.poll(() => found(page).innerText()).toBe("3");
    await toggle(page, "Find", "Match case").click();
    await expect.poll(() => found(page).innerText()).toBe("1");
    await field(page, "Find").fill("[aA].pha( \\d+)?");
    await expect.poll(() => found(page).innerText()).toBe("no hits");
    await toggle(page, "Find", "Regular expression").click();
    await expect.poll(() => found(page).innerText()).toBe("3");
    await expect.poll(() => hits(page)).toEqual(["Alpha 1", "alpha 22", "a.pha"]);
    await field(page, "Find").fill("(alpha");
    await page.getByRole("alert").getByText("Unterminated group").waitFor();
    await field(page, "Find").fill("(alpha)");
    await expect.poll(() => found(page).innerText()).toBe("1");
    expect(await page.getByText("Unterminated group").count()).toBe(0);
  });

  it("is not hung by an expression that backtracks for ever, says so, and goes on with the next one", async () => {
    const { page, talker } = await openLog(["first", `${"a".repeat(40)}b`, "last"]);
    await toggle(page, "Find", "Regular expression").click();
    const longest = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let [longest, last] = [0, performance.now()];
          const end = last + 3_000;
          const tick = () => {
            const now = performance.now();
            longest = Math.max(longest, now - last);
            last = now;
            if (now < end) setTimeout(tick);
            else resolve(longest);
          };
          tick();
        }),
    );
    await field(page, "Find").fill("(a+)+$");
    await page.getByRole("alert").getByText("takes too long").waitFor();
    await talker.say("still coming");
    await line(page, "still coming").waitFor();
    expect(await longest).toBeLessThan(2_000); // a busy machine's other work; the expression alone takes minutes
    await field(page, "Find").fill("la+st");
    await expect.poll(() => found(page).innerText()).toBe("1");
    // Finds its first hits in time, but not the others in the same line.
    await field(page, "Find").fill("^aa|(a+)+$");
    await page.getByRole("alert").getByText("takes too long").waitFor();
  });
});

describeInBrowser("search and filter in lines of JSON", () => {
  useBrowser();

  it("find what the row shows, what is folded away, and what the program wrote", async () => {
    const { page } = await openLog([
      '{"level":"error","msg":"open \\"/etc/x\\" failed","path":"C:\\\\tmp","deep":{"id":4711}}',
      '{"msg":"caf\\u00e9","time":"2026-01-01T00:00:00Z"}',
    ]);
    for (const [text, hits, marked] of [
      ['open "/etc/x"', "1", ['open "/etc/x"']],
      ["café", "1", ["café"]],
      ["C:\\tmp", "1", ["C:\\tmp"]],
      ["4711", "1", ["4711"]],
      ['"level":"error"', "1", []],
      ["00:00Z", "1", ["00:00Z"]], // the row has it, as it is not the backend's time
      ["nowhere", "no hits", []],
    ] as const) {
      await field(page, "Find").fill(text);
      await expect.poll(() => found(page).innerText()).toBe(hits);
      await expect.poll(() => page.locator(".log-hit").allTextContents()).toEqual(marked);
    }
    await field(page, "Find").fill("");
    await field(page, "Filter").fill('"/etc/x" failed');
    await expect.poll(() => shown(page).innerText()).toBe("1 of 2");
  });
});

describeInBrowser("the filter", () => {
  useBrowser();

  it("lets old and new lines through alike, and says how many", async () => {
    const { page, talker } = await openLog(["keep 1", "drop 1", "keep 2", "drop 2"]);
    await page.keyboard.press("f");
    await page.keyboard.type("keep");
    await expect.poll(() => rows(page)).toEqual(["keep 1", "keep 2"]);
    await expect.poll(() => shown(page).innerText()).toBe("2 of 4");
    await talker.say("drop 3", "keep 3");
    await expect.poll(() => rows(page)).toEqual(["keep 1", "keep 2", "keep 3"]);
    await expect.poll(() => shown(page).innerText()).toBe("3 of 6");
    await field(page, "Filter").fill("nothing like it");
    await page.getByText("None of the 6 lines kept here passes the filter.").waitFor();
    await page.locator(".log-notice").getByRole("button", { name: "Clear filter" }).click();
    await expect.poll(() => rows(page)).toHaveLength(6);
    expect(await field(page, "Filter").inputValue()).toBe("");
  });

  it("goes by level and by stream", async () => {
    const { page, talker } = await openLog([
      "INFO fine",
      "plain",
      '{"level":"error","msg":"json"}',
      "WARN hm",
      "FATAL gone",
    ]);
    await talker.tell({ stderr: "ERROR on stderr\n" });
    await line(page, "ERROR on stderr").waitFor();
    const chip = (name: string) => page.getByRole("button", { name, exact: true });
    await chip("error").click();
    await expect.poll(() => rows(page)).toEqual(["json", "FATAL gone", "ERROR on stderr"]);
    await chip("warn").click();
    await expect.poll(() => rows(page)).toEqual(["json", "WARN hm", "FATAL gone", "ERROR on stderr"]);
    await chip("stderr").click();
    await expect.poll(() => rows(page)).toEqual(["ERROR on stderr"]);
    await chip("stderr").click();
    await chip("error").click();
    await chip("warn").click();
    await chip("other").click();
    await expect.poll(() => rows(page)).toEqual(["plain"]);
  });

  it("shows the lines around each hit if they are wanted, and one row among all others", async () => {
    const { page } = await openLog(NUMBERED);
    await line(page, "line 3000").waitFor();
    await toggle(page, "Filter", "Regular expression").click();
    await field(page, "Filter").fill("line (5|1500)$");
    await expect.poll(() => rows(page)).toEqual(["line 5", "line 1500"]);
    await page.getByLabel("Lines of context").selectOption("±1");
    await expect
      .poll(() => rows(page))
      .toEqual(["line 4", "line 5", "line 6", "line 1499", "line 1500", "line 1501"]);
    await line(page, "line 1500").hover();
    await page.getByRole("button", { name: "Show lines around this one" }).click();
    await expect.poll(() => current(page).allTextContents()).toEqual(["line 1500"]);
    expect(await field(page, "Filter").inputValue()).toBe("");
    await expect.poll(() => rows(page)).toContain("line 1495");
    expect(await rows(page)).toContain("line 1505");
  });
});
