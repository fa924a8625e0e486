import { hop } from "./lib/backend";

export function register(): void {
  hop.register({ graceMs: Number(process.env.SHUTDOWN_GRACE_MS ?? 10_000) });
}
