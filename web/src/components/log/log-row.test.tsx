import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LogLines } from "./log-lines";
import { LogRow } from "./log-row";
import type { LogLine } from "@/log/log-event";

const html = (line: LogLine) => renderToStaticMarkup(<LogRow row={{ key: 0, line }} />);
const gap = (missed: number | null) => renderToStaticMarkup(<LogRow row={{ key: 0, missed }} />);
const text = (markup: string) => markup.replace(/<[^>]*>/g, "");

describe("LogRow", () => {
  it("marks stderr with a word, and stdout with none", () => {
    expect(text(html({ message: "boom", stream: "stderr" }))).toBe("errboom");
    expect(text(html({ message: "fine", stream: "stdout" }))).toBe("fine");
  });

  it("shows when the line was written, with the whole time behind it", () => {
    const time = new Date(2026, 0, 2, 3, 4, 5, 67);
    const markup = html({ message: " up", time: time.getTime() });
    expect(text(markup)).toBe("03:04:05.067 up");
    expect(markup).toContain(`dateTime="${time.toISOString()}"`);
  });

  it("shows a plain line without a time or a stream", () => {
    expect(html({ message: "plain" })).not.toContain("<time");
  });

  it("shows markup as text", () => {
    expect(html({ message: "<img src=x onerror=alert(1)>" })).toContain("&lt;img src=x onerror=alert(1)&gt;");
  });

  it("turns colours into classes and leaves nothing of the codes", () => {
    const markup = html({ message: "\x1b[1;31mred\x1b[0m plain" });
    expect(markup).toContain('<span class="text-bad font-bold">red</span> plain');
  });

  it("shows the start of a very long line and offers the rest", () => {
    const markup = html({ message: "x".repeat(1_048_576) });
    expect(markup.length).toBeLessThan(5_000);
    expect(text(markup)).toContain("show all 1,048,576 characters");
  });

  it("says how many lines are missing, or that nobody knows", () => {
    expect(text(gap(1204))).toBe("1,204 lines are missing here.");
    expect(text(gap(1))).toBe("1 line is missing here.");
    expect(text(gap(null))).toBe("Lines may be missing here.");
  });
});

describe("LogLines", () => {
  it("says in its first row how many lines it no longer has", () => {
    const blocks = [{ key: 4, rows: [{ key: 4, line: { message: "kept" } }] }];
    const lines = (dropped: number) =>
      text(renderToStaticMarkup(<LogLines log={{ blocks, dropped, received: 9 }} />));
    expect(lines(7345)).toBe("7,345 earlier lines are no longer kept here.kept");
    expect(lines(0)).toBe("kept");
  });
});
