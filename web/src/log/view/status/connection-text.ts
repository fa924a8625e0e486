import { duration } from "@/kit/quantity";
import type { Connection } from "@/log/engine/protocol";

export type ConnectionKind = Connection["kind"];

/** The state in a few words, without what changes every second. */
export function connectionText(connection: Connection): string {
  switch (connection.kind) {
    case "connecting":
      return "Connecting";
    case "live":
      return "Live";
    case "quiet":
      return "Quiet";
    case "reconnecting":
      return "Reconnecting";
    case "waiting":
      return "Waiting for a connection";
    case "paused":
      return "Paused while hidden";
    case "ended":
      return connection.exitCode === null ? "Ended" : `Ended with exit code ${connection.exitCode}`;
    case "refused":
      if (connection.signedOut) return "Signed out";
      return connection.status === undefined ? "Refused" : `Refused with status ${connection.status}`;
  }
}

/** What there is to say besides, at the time `now` (by `Date.now()`); "" if nothing. */
export function connectionDetail(connection: Connection, now: number): string {
  if (connection.kind === "quiet") return `for ${duration(now - connection.since)}`;
  if (connection.kind !== "reconnecting") return "";
  const { attempt, retryAt } = connection;
  return retryAt === undefined
    ? `attempt ${attempt} now`
    : `attempt ${attempt} in ${Math.ceil(Math.max(0, retryAt - now) / 1_000)} s`;
}

/** The state of all connections as it is read out: not each pause of a log, which would only interrupt. */
export function spokenState(connections: Connection[]): string {
  const { connection } = overallConnection(connections);
  return connectionText(connection.kind === "quiet" ? { kind: "live" } : connection);
}

// What wants the reader's attention first. A log that has ended is in order as long as another one goes on.
const WORST_FIRST: ConnectionKind[] = [
  "refused",
  "reconnecting",
  "connecting",
  "waiting",
  "paused",
  "live",
  "quiet",
  "ended",
];

/** The connection that says most about all of them, and how many are in its state. */
export function overallConnection(connections: Connection[]): { connection: Connection; alike: number } {
  const kind = WORST_FIRST.find((kind) => connections.some((connection) => connection.kind === kind));
  const alike = connections.filter((connection) => connection.kind === kind);
  return { connection: mostOf(alike) ?? { kind: "connecting" }, alike: alike.length };
}

/** Of connections of one kind: the one that failed most, or that was the last to say something. */
function mostOf(alike: Connection[]): Connection | undefined {
  return alike.reduce<Connection | undefined>((most, connection) => {
    if (connection.kind === "reconnecting" && most?.kind === "reconnecting")
      return connection.attempt > most.attempt ? connection : most;
    if (connection.kind === "quiet" && most?.kind === "quiet")
      return connection.since > most.since ? connection : most;
    if (connection.kind === "ended" && most?.kind === "ended") return most.exitCode ? most : connection;
    return most ?? connection;
  }, undefined);
}
