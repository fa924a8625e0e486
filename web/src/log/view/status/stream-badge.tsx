"use client";

import { Mark, type MarkShape } from "@/kit/mark";
import { SignInLink } from "@/kit/sign-in-link";
import { count, countOf, megabytes } from "@/kit/quantity";
import { useClock } from "@/kit/use-clock";
import type { Connection, Source, Update } from "@/log/engine/protocol";
import { Menu } from "../menus/menu";
import { type ConnectionKind, connectionDetail, connectionText, overallConnection } from "./connection-text";

const LOOKS: Record<ConnectionKind, { mark: MarkShape; color: string }> = {
  connecting: { mark: "dashes", color: "text-muted" },
  live: { mark: "dot", color: "text-good" },
  quiet: { mark: "ring", color: "text-good" },
  reconnecting: { mark: "turn", color: "text-warn" },
  waiting: { mark: "dashes", color: "text-muted" },
  paused: { mark: "pause", color: "text-muted" },
  ended: { mark: "square", color: "text-muted" },
  refused: { mark: "cross", color: "text-bad" },
};

/** It is the one place that says how a run has ended. */
const FAILED = LOOKS.refused;

/** How it stands with the connections, in a few words; opens what there is to know of each. */
export function StreamBadge({ connections, sources, update, failed, onConnect }: Props) {
  const { connection, alike } = overallConnection(connections);
  const reading = update.reading && connection.kind === "live";
  const { mark, color } = reading
    ? LOOKS.connecting
    : connection.kind === "ended" && failed
      ? FAILED
      : LOOKS[connection.kind];
  return (
    <Menu
      label="Connection"
      named
      data-state={connection.kind}
      className={`badge ${color}`}
      button={
        <>
          <Mark shape={mark} />
          <span className="truncate">
            <span className="sr-only">Connection: </span>
            {reading ? `Reading, ${countOf(update.received, "line")}` : connectionText(connection)}
            {!reading && alike < connections.length && ` ${alike} of ${connections.length}`}
            {!reading && <Detail connection={connection} />}
          </span>
        </>
      }
    >
      <ul className="grid gap-2">
        {sources.map(({ id, name }, index) => (
          <SourceState key={id} name={name} connection={connections[index] ?? { kind: "connecting" }} />
        ))}
      </ul>
      <p className="mt-3 text-muted">
        {countOf(update.received, "line")} received, {count(update.kept)} kept here (
        {megabytes(update.keptBytes)})
      </p>
      {isSignedOut(connection) ? (
        <SignInLink className="mt-2" />
      ) : (
        connections.some(({ kind }) => ACTIONS[kind]) && (
          <button type="button" className="button mt-2" onClick={onConnect}>
            {ACTIONS[connection.kind] ?? "Look again"}
          </button>
        )
      )}
    </Menu>
  );
}

interface Props {
  /** One per source; none before the first news. */
  connections: Connection[];
  sources: Source[];
  update: Pick<Update, "received" | "kept" | "keptBytes" | "reading">;
  /** Whether the run of a single one that has ended has failed. */
  failed: boolean;
  onConnect: () => void;
}

/** Whether the reader is to sign in: nothing else would help. */
export const isSignedOut = (connection: Connection): boolean =>
  connection.kind === "refused" && connection.signedOut === true;

/** What the reader can do about a state. */
export const ACTIONS: Partial<Record<ConnectionKind, string>> = {
  reconnecting: "Connect now",
  ended: "Look again",
  refused: "Ask again",
};

function SourceState({ name, connection }: { name: string; connection: Connection }) {
  const { mark, color } = LOOKS[connection.kind];
  return (
    <li className="grid grid-cols-[1rem_1fr] gap-x-1">
      <span className={`grid h-4 items-center ${color}`}>
        <Mark shape={mark} />
      </span>
      <span className="min-w-0">
        <span className="font-medium wrap-anywhere">{name}</span>{" "}
        <span className={color}>
          {connectionText(connection)}
          <Detail connection={connection} />
        </span>
        {"reason" in connection && (
          <span className="block wrap-anywhere text-muted">{connection.reason}</span>
        )}
      </span>
    </li>
  );
}

function Detail({ connection }: { connection: Connection }) {
  const detail = useClock((now) => connectionDetail(connection, now), connectionDetail(connection, 0));
  if (!detail) return null;
  return connection.kind === "quiet" ? ` ${detail}` : `, ${detail}`;
}
