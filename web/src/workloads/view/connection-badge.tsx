import { Mark, type MarkShape } from "@/kit/mark";
import { RefreshButton } from "@/kit/refresh-button";
import { SignInLink } from "@/kit/sign-in-link";
import { useClock } from "@/kit/use-clock";
import type { Connection, Off } from "../feed/status-stream";
import { RelativeTime } from "./relative-time";

interface Props {
  connection: Connection;
  /** When the statuses were last known to be right. */
  asOf: number;
  onConnect: () => void;
}

/** Whether the statuses on the page are live, and what to do if they are not. */
export function ConnectionBadge({ connection, asOf, onConnect }: Props) {
  return (
    <div
      data-state={connection.kind}
      className="flex min-h-7 min-w-0 items-center gap-2 text-xs tabular-nums"
    >
      {state(connection, asOf)}
      {connection.kind === "reconnecting" && (
        <button type="button" className="button" onClick={onConnect}>
          Connect now
        </button>
      )}
      {connection.kind === "off" &&
        (connection.signedOut ? <SignInLink /> : <RefreshButton>Refresh</RefreshButton>)}
    </div>
  );
}

function state(connection: Connection, asOf: number) {
  switch (connection.kind) {
    case "connecting":
      return <Label mark="dashes" color="text-muted" text="Connecting" />;
    case "live":
      return <Label mark="dot" color="text-good" text="Live" />;
    case "paused":
      return <Label mark="pause" color="text-muted" text="Paused" />;
    case "reconnecting":
      return (
        <span title={connection.reason}>
          <Label mark="turn" color="text-warn" text={<Attempt retryAt={connection.retryAt} />} />
        </span>
      );
    case "off":
      return (
        <span className="text-muted">
          {connection.reason && <span className="text-warn">{offText(connection)} </span>}
          As of <RelativeTime time={new Date(asOf).toISOString()} now={asOf} />
        </span>
      );
  }
}

function Label({ mark, color, text }: { mark: MarkShape; color: string; text: React.ReactNode }) {
  return (
    <span className={`inline-flex items-baseline gap-1.5 ${color}`}>
      <Mark shape={mark} />
      <span>{text}</span>
    </span>
  );
}

function Attempt({ retryAt }: { retryAt?: number }) {
  const text = (now: number) =>
    retryAt === undefined
      ? "Reconnecting now"
      : `Reconnecting in ${Math.ceil(Math.max(0, retryAt - now) / 1_000)} s`;
  return useClock(text, text(0));
}

/** The connection in a sentence, without what changes every second, for who cannot see it. */
export function connectionText(connection: Connection): string {
  switch (connection.kind) {
    case "connecting":
      return "Connecting.";
    case "live":
      return "Status is live.";
    case "paused":
      return "";
    case "reconnecting":
      return `Reconnecting. ${connection.reason}`;
    case "off":
      return offText(connection);
  }
}

function offText({ reason, signedOut }: Off): string {
  if (signedOut) return "Signed out.";
  return reason ? `No live status. ${reason}` : "";
}
