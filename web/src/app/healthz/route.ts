export const dynamic = "force-dynamic";

/** For a liveness probe: this process serves. It says nothing of the backend, whose absence no restart here would mend. */
export function GET(): Response {
  return Response.json({ alive: true }, { headers: { "cache-control": "no-store" } });
}
