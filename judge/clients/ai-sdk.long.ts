import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import {
  createUIMessageStream,
  DefaultChatTransport,
  pipeUIMessageStreamToResponse,
  readUIMessageStream,
  streamText,
} from "ai";
import { createServer, type Server, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { expect, test } from "vitest";
import { startEvents } from "../testing/backend";
import { bothWays, type Place, type Run } from "./both-ways";

const TOKENS = Array.from({ length: 12 }, (_, index) => `token-${index} `);

/** A model as OpenAI's API has it: each token is written when the one before has been seen. */
function serveModel(
  { seen, heard }: Run,
  end: (response: ServerResponse, token: number) => boolean = () => false,
): Server {
  return createServer((request, response) => {
    void (async () => {
      const { messages } = (await json(request)) as { messages: unknown };
      heard.push([request.method, request.url, request.headers.authorization, messages]);
      startEvents(response);
      const write = (delta: object, finish_reason: string | null = null) =>
        response.write(
          `data: ${JSON.stringify({ id: "1", object: "chat.completion.chunk", created: 0, model: "m", choices: [{ index: 0, delta, finish_reason }] })}\n\n`,
        );
      for (const [index, content] of TOKENS.entries()) {
        if (end(response, index)) return;
        write({ role: "assistant", content });
        await seen.next();
      }
      write({}, "stop");
      response.end("data: [DONE]\n\n");
    })();
  });
}

async function generate({ url, seen, terminate }: Place, terminateAfter?: number) {
  const model = createOpenAICompatible({ name: "test", baseURL: url, apiKey: "key" })("m");
  const errors: string[] = [];
  const result = streamText({
    model,
    prompt: "Count!",
    maxRetries: 0,
    onError: ({ error }) => void errors.push((error as Error).name),
  });
  let text = "";
  let tokens = 0;
  try {
    for await (const token of result.textStream) {
      text += token;
      if (++tokens === terminateAfter) await terminate();
      seen.push();
    }
    return { text, finish: await result.finishReason, errors };
  } catch (error) {
    return { text, finish: (error as Error).name, errors };
  }
}

test("streamText gets a model's tokens as they are made", async () => {
  const { told, heard } = await bothWays(serveModel, generate);
  expect(told).toEqual({ text: TOKENS.join(""), finish: "stop", errors: [] });
  expect(heard).toEqual([
    ["POST", "/v1/chat/completions", "Bearer key", [{ role: "user", content: "Count!" }]],
  ]);
});

test("S15 streamText gets all of an answer during which what is in between is told to end (SIGTERM)", async () => {
  const { told } = await bothWays(serveModel, (place) => generate(place, 2));
  expect(told).toEqual({ text: TOKENS.join(""), finish: "stop", errors: [] });
});

test("S7 streamText has an error when a model breaks off, and not a short answer", async () => {
  const breaksOff = (response: ServerResponse, token: number) => {
    if (token === 3) response.destroy();
    return token === 3;
  };
  const { told } = await bothWays((run) => serveModel(run, breaksOff), generate);
  expect(told.text).toBe(TOKENS.slice(0, 3).join(""));
  expect(told.finish).toBe("AI_APICallError");
});

test("useChat's transport gets a message part by part, and finds none to go on with", async () => {
  const { told, heard } = await bothWays(
    ({ seen, heard }) =>
      createServer((request, response) => {
        heard.push(`${request.method} ${request.url}`);
        if (request.method === "GET") return response.writeHead(204).end(); // no message is under way
        void pipeUIMessageStreamToResponse({
          response,
          stream: createUIMessageStream({
            async execute({ writer }) {
              writer.write({ type: "text-start", id: "1" });
              for (const delta of TOKENS) {
                writer.write({ type: "text-delta", id: "1", delta });
                await seen.next();
              }
              writer.write({ type: "text-end", id: "1" });
            },
          }),
        });
      }),
    async ({ url, seen }) => {
      const transport = new DefaultChatTransport({ api: `${url}/chat` });
      const chatId = "chat-1";
      const stream = await transport.sendMessages({
        chatId,
        trigger: "submit-message",
        messageId: undefined,
        abortSignal: undefined,
        messages: [{ id: "m", role: "user", parts: [{ type: "text", text: "Count!" }] }],
      });
      const texts: string[] = [];
      for await (const { parts } of readUIMessageStream({ stream })) {
        const text = parts.map((part) => (part.type === "text" ? part.text : "")).join("");
        if (text && text !== texts.at(-1)) {
          texts.push(text);
          seen.push();
        }
      }
      return { texts, resumed: await transport.reconnectToStream({ chatId }) };
    },
  );
  expect(told.texts).toEqual(TOKENS.map((_, index) => TOKENS.slice(0, index + 1).join("")));
  expect(told.resumed).toBeNull();
  expect(heard).toEqual(["POST /v1/chat", "GET /v1/chat/chat-1/stream"]);
});
