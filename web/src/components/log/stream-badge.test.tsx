import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Connection } from "@/log/protocol";
import { StreamBadge } from "./stream-badge";
import { StreamNotice } from "./stream-notice";

const text = (markup: string) => markup.replace(/<[^>]*>/g, "").trim();
const badge = (state: Connection) => text(renderToStaticMarkup(<StreamBadge state={state} />));
const notice = (state: Connection, empty = false) =>
  text(renderToStaticMarkup(<StreamNotice state={state} empty={empty} onConnect={() => {}} />));

const reconnecting = { kind: "reconnecting", reason: "The connection broke off.", attempt: 3 } as const;

describe("StreamBadge", () => {
  it.each<[Connection, string]>([
    [{ kind: "connecting" }, "◌Connecting"],
    [{ kind: "live" }, "●Live"],
    [reconnecting, "↻Reconnecting, attempt 3 now"],
    // The server's HTML, which is what is rendered here, counts from time 0.
    [{ ...reconnecting, retryAt: 3_100 }, "↻Reconnecting, attempt 3 in 4 s"],
    [{ kind: "ended", exitCode: 0 }, "■Ended with exit code 0"],
    [{ kind: "refused", reason: "no", status: 404 }, "✕Refused with status 404"],
    [{ kind: "refused", reason: "no" }, "✕Refused"],
  ])("says %j in words, not in colour alone", (state, words) => {
    expect(badge(state)).toBe(words);
  });
});

describe("StreamNotice", () => {
  it("says nothing while lines are coming", () => {
    expect(notice({ kind: "live" })).toBe("");
    expect(notice({ kind: "connecting" })).toBe("");
  });

  it.each<[Connection, string]>([
    [{ kind: "connecting" }, "Asking for the log…"],
    [{ kind: "live" }, "No lines yet. They appear here as they are written."],
    [reconnecting, "The connection broke off. Connect now"],
    [{ kind: "ended", exitCode: 137 }, "The log has ended with exit code 137. Look again"],
    [{ kind: "ended", exitCode: null }, "The log has ended. Look again"],
    [{ kind: "refused", reason: "410 Gone.", status: 410 }, "410 Gone. Ask again"],
  ])("says what %j means for who waits for the first line", (state, words) => {
    expect(notice(state, true)).toBe(words);
  });
});
