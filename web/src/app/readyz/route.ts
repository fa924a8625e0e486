import { readiness } from "@/lib/readiness";

export const dynamic = "force-dynamic";

/** For a readiness probe: whether to send requests here. */
export async function GET(): Promise<Response> {
  const state = await readiness();
  return Response.json(state, {
    status: state.ready ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
