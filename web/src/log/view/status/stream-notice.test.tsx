import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Connection, Source } from "@/log/engine/protocol";
import { StreamNotice } from "./stream-notice";

const SOURCES: Source[] = ["api", "worker"].map((id) => ({ id, name: id, url: id }));
const reconnecting = { kind: "reconnecting", reason: "The connection broke off.", attempt: 3 } as const;

function notice(connections: Connection[], empty = false): string {
  const sources = SOURCES.slice(0, connections.length);
  const markup = renderToStaticMarkup(
    <StreamNotice connections={connections} sources={sources} empty={empty} onConnect={() => {}} />,
  );
  return markup.replace(/<[^>]*>/g, "").trim();
}

describe("StreamNotice", () => {
  it("says nothing while lines are coming", () => {
    expect(notice([{ kind: "live" }])).toBe("");
    expect(notice([{ kind: "quiet", since: 0 }])).toBe("");
    expect(notice([{ kind: "connecting" }])).toBe("");
  });

  it.each<[Connection, string]>([
    [{ kind: "connecting" }, "Asking for the log…"],
    [{ kind: "live" }, "No lines yet. They appear here as they are written."],
    [reconnecting, "The connection broke off. Connect now"],
    [{ kind: "ended", exitCode: 137 }, "The log ends here. Look again"],
    [{ kind: "refused", reason: "410 Gone.", status: 410 }, "410 Gone. Ask again"],
    [{ kind: "refused", reason: "401.", status: 401, signedOut: true }, "You are signed out. Sign in"],
  ])("says what %j means for who waits for the first line", (connection, words) => {
    expect(notice([connection], true)).toBe(words);
  });

  it("names the workloads of which there is something to say", () => {
    expect(notice([{ kind: "live" }, { kind: "ended", exitCode: 1 }])).toBe(
      "worker: The log has ended with exit code 1. Look again",
    );
    expect(notice([{ kind: "connecting" }, { kind: "live" }], true)).toBe(
      "No lines yet. They appear here as they are written.",
    );
  });
});
