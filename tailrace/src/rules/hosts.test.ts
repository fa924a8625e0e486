import { describe, expect, test } from "vitest";
import { defaultHosts, isAllowedHost } from "./hosts.ts";

describe("a list of names", () => {
  const allowed = ["console.example", "xn--bcher-kva.example", "10.0.0.7", "[2001:db8::1]"];
  test.for([
    ["console.example", true],
    ["console.example:3000", true],
    ["console.example:", true],
    ["Console.EXAMPLE", true],
    ["console.example.", true],
    ["console.example.:3000", true],
    ["bücher.example", true],
    ["10.0.0.7:3000", true],
    ["[2001:db8::1]:3000", true],
    ["[2001:DB8:0:0::1]", true],
    ["console.example, 10.0.0.7", true],
    ["", false],
    [null, false],
    [undefined, false],
    [".", false],
    [":3000", false],
    ["evil.example", false],
    ["console.example.evil.example", false],
    ["evil-console.example", false],
    ["console.example..", false],
    ["console.example:port", false],
    ["evil.example:80@console.example", false],
    ["console.example@evil.example", false],
    ["console.example/evil.example", false],
    ["console.example#evil.example", false],
    ["con\tsole.example", false],
    ["con%73ole.example", false],
    ["2001:db8::1", false],
    ["localhost", false],
    ["console.example, evil.example", false],
    ["evil.example, console.example", false],
    ["console.example,", false],
  ] as const)("%o: %o", ([host, answered]) => {
    expect(isAllowedHost(host, allowed)).toBe(answered);
  });
});

test.for([
  ["localhost:3000", true],
  ["LOCALHOST.", true],
  ["logs.localhost:3000", true],
  ["127.0.0.1", true],
  ["127.255.0.3:3000", true],
  ["[::1]:3000", true],
  ["[0:0:0:0:0:0:0:1]", true],
  ["localhost.evil.example", false],
  ["evillocalhost", false],
  ["127.0.0.1.evil.example", false],
  ["127.evil.example", false],
  ["128.0.0.1", false],
  ["0.0.0.0", false],
  ["[::2]", false],
  ["", false],
] as const)("%o is a name of this machine's own: %o", ([host, own]) => {
  expect(isAllowedHost(host, "own")).toBe(own);
});

test("whoever answers to any name answers to none, too", () => {
  expect(isAllowedHost("evil.example", "any")).toBe(true);
  expect(isAllowedHost(undefined, "any")).toBe(true);
});

test.for([
  ["127.0.0.1", "own"],
  ["127.0.0.2", "own"],
  ["localhost", "own"],
  ["::1", "own"],
  ["0.0.0.0", "any"],
  ["::", "any"],
  ["10.0.0.7", "any"],
  ["web-1", "any"],
])("who listens on %s answers to %s name by default", ([hostname, hosts]) => {
  expect(defaultHosts(hostname!)).toBe(hosts);
});
