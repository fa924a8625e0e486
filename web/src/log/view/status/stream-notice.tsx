"use client";

import { SignInLink } from "@/kit/sign-in-link";
import type { Connection, Source } from "@/log/engine/protocol";
import { ACTIONS, isSignedOut } from "./stream-badge";

/** What the connections' states mean for the reader, after the last line; nothing while lines are coming. */
export function StreamNotice({ connections, sources, empty, onConnect }: Props) {
  const named = sources.length > 1;
  const texts = connections.flatMap((connection, index) => {
    const text = noticeText(connection, empty && !named, named);
    return text ? [{ text, kind: connection.kind, name: sources[index]!.name, id: sources[index]!.id }] : [];
  });
  if (texts.length === 0) {
    if (!named || !empty) return null;
    return <p className="log-notice">No lines yet. They appear here as they are written.</p>;
  }
  const action = texts.map(({ kind }) => ACTIONS[kind]).find(Boolean);
  return (
    <div className="log-notice">
      {texts.map(({ text, name, id }) => (
        <span key={id}>
          {named && <b className="font-medium">{name}: </b>}
          {text}{" "}
        </span>
      ))}
      {connections.some(isSignedOut) ? (
        <SignInLink className="ml-1" />
      ) : (
        action && (
          <button type="button" className="button ml-1" onClick={onConnect}>
            {action}
          </button>
        )
      )}
    </div>
  );
}

interface Props {
  connections: Connection[];
  sources: Source[];
  /** Whether no line has come yet. */
  empty: boolean;
  onConnect: () => void;
}

/** `named`: of several logs. How a single one has ended stands beside its name. */
function noticeText(connection: Connection, empty: boolean, named: boolean): string | undefined {
  switch (connection.kind) {
    case "connecting":
      return empty ? "Asking for the log…" : undefined;
    case "live":
    case "quiet":
      return empty ? "No lines yet. They appear here as they are written." : undefined;
    case "waiting":
    case "paused":
      return undefined;
    case "ended":
      if (!named) return "The log ends here.";
      return connection.exitCode === null
        ? "The log has ended."
        : `The log has ended with exit code ${connection.exitCode}.`;
    case "reconnecting":
      return connection.reason;
    case "refused":
      return connection.signedOut ? "You are signed out." : connection.reason;
  }
}
