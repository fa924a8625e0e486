import { describe, expect, it } from "vitest";
import { linkTarget, urlsIn } from "./links";

describe("urlsIn", () => {
  it.each([
    ["listening on http://0.0.0.0:8080", ["http://0.0.0.0:8080"]],
    [
      "See https://example.com/a?b=c#d. (Or http://x.org/(y), too.)",
      ["https://example.com/a?b=c#d", "http://x.org/(y)"],
    ],
    [
      '"GET https://x.org/a" <https://y.org> [https://z.org]',
      ["https://x.org/a", "https://y.org", "https://z.org"],
    ],
    ["javascript:alert(1) file:///etc/passwd ftp://x.org data:text/html,x http:// https://", []],
    ["https://x.org/\u202egnp.exe", ["https://x.org/"]],
  ])("finds the web addresses in %s", (text, urls) => {
    expect(urlsIn(text).map(([, url]) => url)).toEqual(urls);
    for (const [at, url] of urlsIn(text)) expect(text.startsWith(url, at)).toBe(true);
  });

  it("takes time that grows with the length of the text", () => {
    urlsIn(`http://${"a.".repeat(500_000)}`);
    urlsIn("http://".repeat(100_000));
    urlsIn(`http://x/${")".repeat(30_000)}`);
  });
});

it("linkTarget leads to web pages only", () => {
  expect(linkTarget("https://x.org/a b")).toBe("https://x.org/a b");
  for (const address of ["javascript:alert(1)", "//x.org", "/x", "file:///x", "data:,x", "", "http://["])
    expect(linkTarget(address)).toBeUndefined();
});
