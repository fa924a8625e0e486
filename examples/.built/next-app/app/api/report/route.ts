import { connection } from "next/server";
import { backendFetch } from "@/lib/backend";

/** A handler that asks the backend first, and then returns a stream of its own. */
export async function GET(): Promise<Response> {
  await connection();
  const first = await (await backendFetch("/v1/report")).text();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      for (const part of [first, "two", "three"]) {
        controller.enqueue(encoder.encode(`data: ${part}\n\n`));
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      controller.close();
    },
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "cache-control": "no-cache, no-transform" },
  });
}
