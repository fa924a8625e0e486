import { expect, it } from "vitest";
import { atEnd, consoleUrl, describeInBrowser, newPage, rows, startBackend, useBrowser } from "./console.ts";
import { Talker } from "./talker.ts";

describeInBrowser("what programs write for a terminal", () => {
  useBrowser();

  it("is shown as it stands there: an unfinished line, links to web pages only, tabs, and what turns text around", async () => {
    const talker = new Talker();
    atEnd(() => talker.close());
    await startBackend([{ id: "talker", command: await talker.command() }]);
    const link = (url: string) => `\x1b]8;;${url}\x07click\x1b]8;;\x07`;
    await talker.say(
      `see http://127.0.0.1:9/x, ${link("http://127.0.0.1:9/y")} ${link("javascript:alert(1)")}`,
    );
    await talker.say("user \u202egnp.exe", "\x1b[31mred", "still red\x1b[0m", "ERROR boom");
    await talker.tell({ stdout: "Go on? " });
    const page = await newPage();
    await page.goto(`${consoleUrl}/workloads/talker`);

    const open = page.locator(".log-open-line");
    await expect.poll(() => open.innerText()).toMatch(/^Go on\? \s*still being written$/);
    await talker.tell({ stdout: "\r10 %\r20 %" });
    await expect.poll(() => open.innerText()).toMatch(/^20 %/);
    await talker.tell({ stdout: "\rdone\n" });
    await open.waitFor({ state: "detached" });
    await expect.poll(async () => (await rows(page)).at(-1)).toBe("done");

    const links = page.locator("a.log-link");
    expect(
      await links.evaluateAll((all) => all.map((a) => [a.getAttribute("href"), a.getAttribute("rel")])),
    ).toEqual([
      ["http://127.0.0.1:9/x", "noopener noreferrer nofollow"],
      ["http://127.0.0.1:9/y", "noopener noreferrer nofollow"],
    ]);
    await page.getByText("user U+202Egnp.exe").waitFor();
    const color = (text: string) =>
      page.getByText(text, { exact: true }).evaluate((span) => getComputedStyle(span).color);
    expect(await color("still red")).toBe(await color("red"));
    // The level is told by a word, not by a colour alone.
    expect(await page.getByRole("listitem").filter({ hasText: "boom" }).ariaSnapshot()).toMatch(
      /error ERROR boom/,
    );
    // The backend has sent all that it keeps.
    await page.getByText("The log begins here.").waitFor();
    expect(await page.getByRole("button", { name: "Load earlier" }).count()).toBe(0);
  });
});
