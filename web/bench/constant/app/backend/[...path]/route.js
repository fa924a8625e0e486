// The least that a handler can do: what it costs to get through Next and back.
export const dynamic = "force-dynamic";

const headers = { "content-type": "application/json" };
const answers = new Map(["300", "100000"].map((bytes) => [bytes, process.env[`JSON_${bytes}`]]));

export async function GET(_request, { params }) {
  const { path } = await params;
  return new Response(answers.get(path.at(-1)), { headers });
}
