import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { violations } from "./axe.ts";
import { describeInBrowser, useBrowser } from "./console.ts";
import { openLog } from "./open-log.ts";

// Each has a word that no other has.
const LINES = [
  '{"level":"info","msg":"paid","user":{"id":7},"ms":12}',
  '{"level":"error","msg":"refused","user":{"id":8},"ms":1500}',
  'level=warn msg="slow answer" took=1.5s',
  "the disk is full",
  "GET localhost:8080/orders",
];
const WORDS = ["paid", "refused", "slow", "disk", "GET", "broken"];

const field = (page: Page) => page.getByRole("combobox", { name: "Filter" });
const options = (page: Page) => page.getByRole("listbox", { name: "Completions" }).getByRole("option");
const labels = (page: Page) => page.locator(".completion > :first-child").allTextContents();
const log = (page: Page) => page.getByRole("region", { name: "Log", exact: true });
const hasFocus = (page: Page) => field(page).evaluate((field) => field === document.activeElement);

/** The lines that are shown, each by its word. */
async function shown(page: Page): Promise<(string | undefined)[]> {
  const texts = await page.locator(".log-text").allTextContents();
  return texts.map((text) => WORDS.find((word) => text.includes(word)));
}

/** The field with the focus, once what completes it is there. */
async function typeInto(page: Page, text: string): Promise<void> {
  await page.keyboard.press("f");
  await page.keyboard.type(text);
}

describeInBrowser("a query in the filter's field", () => {
  useBrowser();

  it("lets lines through by text, expression, field, level, stream, workload and time", async () => {
    const { page, talker } = await openLog(LINES);
    await expect.poll(() => shown(page)).toHaveLength(LINES.length);
    await talker.tell({ stderr: "broken pipe\n" });
    await expect.poll(() => shown(page)).toEqual(WORDS);
    for (const [query, words] of [
      ["disk is full", ["disk"]],
      ['"slow answer"', ["slow"]],
      ["/re.used|slow/", ["refused", "slow"]],
      ["ms=12", ["paid"]],
      ["user.id!=7", ["refused"]],
      ["ms>100", ["refused"]],
      ["ms<=12", ["paid"]],
      ["took>=1s", ["slow"]],
      ["msg:answer", ["slow"]],
      ["msg~^re", ["refused"]],
      ["ms=*", ["paid", "refused"]],
      ["-ms=*", ["slow", "disk", "GET", "broken"]],
      ["level>=warn", ["refused", "slow"]],
      ["level=other", ["disk", "GET", "broken"]],
      ["stream=stderr", ["broken"]],
      ["workload=talker disk", ["disk"]],
      ["time>-1d slow", ["slow"]],
      ["time<-1d OR slow", ["slow"]],
      ["disk OR paid", ["paid", "disk"]],
      ["ms=* AND refused", ["refused"]],
      ["(paid OR refused) -user.id=7", ["refused"]],
      ["localhost:8080", ["GET"]], // as text, as no line has such a field
    ] as const) {
      await field(page).fill(query);
      await expect.poll(() => shown(page), { message: query }).toEqual(words);
    }
    await field(page).fill("");
    await expect.poll(() => shown(page)).toEqual(WORDS);
  });

  it("says what would be right if it cannot be applied, and leaves the lines", async () => {
    const { page } = await openLog(LINES);
    await expect.poll(() => shown(page)).toHaveLength(LINES.length);
    for (const [query, said] of [
      ["level=loud", "`level=loud`: a level is one of trace, debug, info, warn, error, fatal."],
      ["time>noon", "`time>noon`: a time is written as 14:32, 2026-11-27T14:32, or -15m"],
      ["msg~[re", "`msg~[re`: the expression is not valid."],
      ["ms=(1 OR 2)", "write (ms=a OR ms=b), or quote the value."],
    ] as const) {
      await field(page).fill(query);
      await page.getByRole("alert").getByText(said).waitFor();
      expect(await field(page).getAttribute("aria-invalid"), query).toBe("true");
      expect(await shown(page), query).toHaveLength(LINES.length);
    }
    expect(await violations(page)).toEqual([]);
    await field(page).fill("level=error");
    await expect.poll(() => shown(page)).toEqual(["refused"]);
    expect(await page.getByRole("alert").getByText("would").count()).toBe(0);
    expect(await field(page).getAttribute("aria-invalid")).toBe("false");
  });

  it("is kept in the address, which a reload begins with", async () => {
    const { page } = await openLog(LINES);
    await field(page).fill("level>=warn -user.id=8");
    await expect.poll(() => shown(page)).toEqual(["slow"]);
    expect(new URL(page.url()).searchParams.get("filter")).toBe("level>=warn -user.id=8");
    await page.reload();
    await expect.poll(() => shown(page)).toEqual(["slow"]);
    expect(await field(page).inputValue()).toBe("level>=warn -user.id=8");
  });

  it("is an expression, and not completed, for who switches that on", async () => {
    const { page } = await openLog(LINES);
    await expect.poll(() => shown(page)).toHaveLength(LINES.length);
    const group = page.getByRole("group", { name: "Filter", exact: true });
    await group.getByRole("button", { name: "Regular expression" }).click();
    await field(page).fill("disk|^GET");
    await expect.poll(() => shown(page)).toEqual(["disk", "GET"]);
    await field(page).fill("lev");
    await expect.poll(() => shown(page)).toEqual(["paid", "refused", "slow"]);
    expect(await options(page).count()).toBe(0);
    expect(new URL(page.url()).searchParams.get("filter-re")).toBe("1");
  });
});

describeInBrowser("what completes a query", () => {
  useBrowser();

  it("offers names, behind a name operators and behind these values, which Enter and Tab take", async () => {
    const { page } = await openLog(LINES);
    await expect.poll(() => shown(page)).toHaveLength(LINES.length);
    await typeInto(page, "us");
    await expect.poll(() => labels(page)).toEqual(["user.id"]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => field(page).inputValue()).toBe("user.id=");
    await expect.poll(() => labels(page)).toEqual(["7", "8"]);
    for (const key of ["ArrowDown", "ArrowDown", "Tab"]) await page.keyboard.press(key);
    await expect.poll(() => field(page).inputValue()).toBe("user.id=8");
    await expect.poll(() => options(page).count()).toBe(0);
    expect(await hasFocus(page)).toBe(true);
    await expect.poll(() => shown(page)).toEqual(["refused"]);

    await page.keyboard.type(" OR ms");
    await expect.poll(() => labels(page)).toContain("ms>=");
    await page.keyboard.press("ArrowUp"); // around to the last one
    expect(await page.locator(".completion[aria-selected=true]").textContent()).toContain("ms=*");
    await page.keyboard.press("Enter");
    await expect.poll(() => shown(page)).toEqual(["paid", "refused"]);
    expect(await field(page).inputValue()).toBe("user.id=8 OR ms=*");
  });

  it("compares only what can be compared, and knows levels, streams, workloads and times", async () => {
    const { page } = await openLog(LINES);
    await expect.poll(() => shown(page)).toHaveLength(LINES.length);
    await page.keyboard.press("f");
    for (const [text, some, others] of [
      ["msg", ["msg=", "msg!=", "msg:", "msg~", "msg=*"], ["msg>"]],
      ["level>", ["trace", "fatal"], ["other"]],
      ["level=", ["trace", "other"], []],
      ["stream=", ["stdout", "stderr"], []],
      ["workload=", ["talker"], []],
      ["time>", ["-15m"], []],
    ] as const) {
      await field(page).fill(text);
      await expect.poll(() => labels(page), { message: text }).toEqual(expect.arrayContaining([...some]));
      for (const other of others) expect(await labels(page), text).not.toContain(other);
    }
  });

  it("is taken by a click, which leaves the focus in the field", async () => {
    const { page } = await openLog(LINES);
    await expect.poll(() => shown(page)).toHaveLength(LINES.length);
    await typeInto(page, "lev");
    await options(page).getByText("level", { exact: true }).click();
    await options(page).getByText("error", { exact: true }).click();
    await expect.poll(() => field(page).inputValue()).toBe("level=error");
    await expect.poll(() => shown(page)).toEqual(["refused"]);
    expect(await hasFocus(page)).toBe(true);
    await page.keyboard.type(" OR disk"); // the caret is behind what was taken
    await expect.poll(() => shown(page)).toEqual(["refused", "disk"]);
  });

  it("goes by Escape before the field is left; Enter and Tab are the field's until somebody goes into the list", async () => {
    const { page } = await openLog(LINES);
    await expect.poll(() => shown(page)).toHaveLength(LINES.length);
    await typeInto(page, "level=w");
    await expect.poll(() => labels(page)).toEqual(["warn"]);
    await page.keyboard.press("Escape");
    await expect.poll(() => options(page).count()).toBe(0);
    expect(await hasFocus(page)).toBe(true);
    await page.keyboard.press("Escape");
    await expect.poll(() => log(page).evaluate((log) => log === document.activeElement)).toBe(true);
    expect(await field(page).inputValue()).toBe("level=w");

    await typeInto(page, "us");
    await expect.poll(() => labels(page)).toEqual(["user.id"]);
    await page.keyboard.press("Enter");
    await expect.poll(() => log(page).evaluate((log) => log === document.activeElement)).toBe(true);
    expect(await field(page).inputValue()).toBe("us");
    expect(await options(page).count()).toBe(0);

    await typeInto(page, "us");
    await expect.poll(() => labels(page)).toEqual(["user.id"]);
    await page.keyboard.press("Tab");
    await expect.poll(() => hasFocus(page)).toBe(false);
    expect(await field(page).inputValue()).toBe("us");
    expect(await options(page).count()).toBe(0);
    await field(page).focus();
    await page.keyboard.press("Control+Space"); // asks for it
    await expect.poll(() => labels(page)).toEqual(["user.id"]);
  });

  it("stays away from an emptied field, whose lines are looked at, until somebody asks for it", async () => {
    const { page } = await openLog(LINES);
    await expect.poll(() => shown(page)).toHaveLength(LINES.length);
    await typeInto(page, "us");
    await expect.poll(() => labels(page)).toEqual(["user.id"]);
    for (const _ of "us") await page.keyboard.press("Backspace");
    await expect.poll(() => shown(page)).toHaveLength(LINES.length);
    expect(await options(page).count()).toBe(0);
    await page.keyboard.press("Control+Space");
    await expect.poll(() => labels(page)).toContain("level");
  });

  it("is a combobox's list for who does not see it", async () => {
    const { page } = await openLog(LINES);
    await expect.poll(() => shown(page)).toHaveLength(LINES.length);
    expect(await field(page).getAttribute("aria-expanded")).toBe("false");
    await typeInto(page, "level=");
    await page.getByRole("listbox", { name: "Completions" }).waitFor();
    expect(await field(page).getAttribute("aria-expanded")).toBe("true");
    expect(await field(page).getAttribute("aria-activedescendant")).toBeNull();
    await page.keyboard.press("ArrowDown");
    const [controlled, active] = await field(page).evaluate((field) =>
      ["aria-controls", "aria-activedescendant"].map((name) => {
        const element = document.getElementById(field.getAttribute(name)!);
        return [element?.role, element?.ariaSelected, element?.textContent];
      }),
    );
    expect(controlled![0]).toBe("listbox");
    expect(active).toEqual(["option", "true", "trace"]);
    expect(await violations(page)).toEqual([]);
  });

  it("comes though the first letters are typed before it is loaded", async () => {
    const { page } = await openLog(LINES);
    await expect.poll(() => shown(page)).toHaveLength(LINES.length);
    const held = Promise.withResolvers<void>();
    await page.route(/\/_next\/static\/.*\.js/, async (route) => {
      await held.promise;
      await route.continue();
    });
    await typeInto(page, "lev");
    await expect.poll(() => field(page).inputValue()).toBe("lev");
    held.resolve();
    await expect.poll(() => labels(page)).toEqual(["level"]);
  });
});
