import { expect } from "vitest";
import { bothWays } from "./both-ways";
import { EVENTS } from "./events-server";
import { servePlain } from "./plain-server";
import { run, testWith } from "./programs";

testWith("python3", "Python's http.client and urllib notice nothing of the hop", async () => {
  const { told, heard } = await bothWays(
    servePlain,
    async ({ url }) => JSON.parse(await run("python3", "client.py", url)) as Record<string, unknown>,
  );
  expect(told).toMatchObject({
    text: [200, 11_500],
    head: [200, 0],
    chunked: [200, 11_500],
    refused: [401, "who are you?"],
    nothing: [204, ""],
    broken: "IncompleteRead",
    cookies: ["none", "a=1; b=2"],
    events: EVENTS.flatMap((data) => data.split("\n")),
  });
  expect(heard).toContain("POST /v1/upload application/octet-stream 1000000 bytes");
});
