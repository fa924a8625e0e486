// Stands for a model: it says back what it is told, word by word, in the AI SDK's UI message stream
// (https://ai-sdk.dev/docs/ai-sdk-ui/stream-protocol).
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { UIMessage, UIMessageChunk } from "ai";

const WORD_MS = 100; // about as fast as a model

const server = createServer(async (request, response) => {
  const { messages } = (await json(request)) as { messages: UIMessage[] };
  const said = messages.at(-1)!.parts.map((part) => (part.type === "text" ? part.text : ""));
  const write = (chunk: UIMessageChunk) => response.write(`data: ${JSON.stringify(chunk)}\n\n`);

  response.writeHead(200, { "content-type": "text/event-stream" });
  write({ type: "start" });
  write({ type: "text-start", id: "answer" });
  for (const word of `You said: ${said.join("")}`.split(/(?<= )/)) {
    if (response.destroyed) return console.log("The reader has left, and no more words are made.");
    write({ type: "text-delta", id: "answer", delta: word });
    await sleep(WORD_MS);
  }
  write({ type: "text-end", id: "answer" });
  write({ type: "finish" });
  response.end("data: [DONE]\n\n");
});
server.listen(Number(process.env.PORT ?? 8080), "127.0.0.1");
