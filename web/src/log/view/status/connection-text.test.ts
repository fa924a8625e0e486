import { describe, expect, it } from "vitest";
import type { Connection } from "@/log/engine/protocol";
import { connectionDetail, connectionText, overallConnection, spokenState } from "./connection-text";

const reconnecting = { kind: "reconnecting", reason: "The connection broke off.", attempt: 3 } as const;
const NOW = 1_000_000;

describe("a connection in words", () => {
  it.each<[Connection, string]>([
    [{ kind: "connecting" }, "Connecting"],
    [{ kind: "waiting" }, "Waiting for a connection"],
    [{ kind: "live" }, "Live"],
    [{ kind: "quiet", since: NOW - 12_900 }, "Quiet for 12 s"],
    [{ kind: "quiet", since: NOW - 200_000 }, "Quiet for 3 min"],
    [{ kind: "quiet", since: NOW + 300 }, "Quiet for 0 s"],
    [reconnecting, "Reconnecting attempt 3 now"],
    [{ ...reconnecting, retryAt: NOW + 3_100 }, "Reconnecting attempt 3 in 4 s"],
    [{ ...reconnecting, retryAt: NOW - 50 }, "Reconnecting attempt 3 in 0 s"],
    [{ kind: "paused" }, "Paused while hidden"],
    [{ kind: "ended", exitCode: 0 }, "Ended with exit code 0"],
    [{ kind: "ended", exitCode: null }, "Ended"],
    [{ kind: "refused", reason: "no", status: 404 }, "Refused with status 404"],
    [{ kind: "refused", reason: "no" }, "Refused"],
    [{ kind: "refused", reason: "no", status: 401, signedOut: true }, "Signed out"],
  ])("says what %j is", (connection, words) => {
    expect(`${connectionText(connection)} ${connectionDetail(connection, NOW)}`.trim()).toBe(words);
  });
});

describe("several connections", () => {
  const live: Connection = { kind: "live" };
  const ended: Connection = { kind: "ended", exitCode: 0 };

  it.each<[string, Connection[], Connection, number]>([
    [
      "the one that is refused",
      [live, { kind: "refused", reason: "no" }],
      { kind: "refused", reason: "no" },
      1,
    ],
    ["that one is being tried again", [live, reconnecting, live], reconnecting, 1],
    ["that lines come, although one log is quiet", [{ kind: "quiet", since: 1 }, live], live, 1],
    ["that lines come, although one log has ended", [ended, live, live], live, 2],
    [
      "how long all have been quiet",
      [
        { kind: "quiet", since: 1 },
        { kind: "quiet", since: 5 },
      ],
      { kind: "quiet", since: 5 },
      2,
    ],
    [
      "the one that has failed most",
      [{ ...reconnecting, attempt: 9 }, reconnecting],
      { ...reconnecting, attempt: 9 },
      2,
    ],
    [
      "the exit code that is no success",
      [ended, { kind: "ended", exitCode: 137 }],
      { kind: "ended", exitCode: 137 },
      2,
    ],
    ["that nothing is known yet", [], { kind: "connecting" }, 0],
  ])("say together %s", (_, connections, connection, alike) => {
    expect(overallConnection(connections)).toEqual({ connection, alike });
  });

  it("are not read out each time that a log pauses", () => {
    expect(spokenState([{ kind: "quiet", since: 1 }])).toBe(spokenState([live]));
    expect(spokenState([live, reconnecting])).toBe("Reconnecting");
  });
});
