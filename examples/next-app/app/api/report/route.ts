import { connection } from "next/server";
import { backendFetch } from "@/lib/backend";

/** A handler that asks the backend first, and then returns a stream of its own. */
export async function GET({ signal }: Request): Promise<Response> {
  await connection(); // or Next would ask while it builds
  const ask = async (path: string) => (await backendFetch(path, { signal })).text();
  const summary = await ask("/v1/report/summary");
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (data: string) => controller.enqueue(encoder.encode(`data: ${data}\n\n`));
      write(summary);
      write(await ask("/v1/report/details"));
      controller.close();
    },
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "cache-control": "no-cache, no-transform" },
  });
}
