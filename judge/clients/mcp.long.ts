import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import {
  type EventStore,
  StreamableHTTPServerTransport,
} from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { type JSONRPCMessage, LoggingMessageNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import { randomUUID } from "node:crypto";
import { createServer, type Server, type ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { bothWays, type Run } from "./both-ways";

/** Everything that was sent, so that it can be sent again. */
class Kept implements EventStore {
  readonly #events: { streamId: string; message: JSONRPCMessage }[] = [];

  async storeEvent(streamId: string, message: JSONRPCMessage): Promise<string> {
    return String(this.#events.push({ streamId, message }) - 1);
  }

  async replayEventsAfter(
    last: string,
    { send }: Parameters<EventStore["replayEventsAfter"]>[1],
  ): Promise<string> {
    const { streamId } = this.#events[Number(last)]!;
    for (const [id, event] of this.#events.entries())
      if (id > Number(last) && event.streamId === streamId) await send(String(id), event.message);
    return streamId;
  }
}

/** An MCP server with a tool that reports its progress, and whose stream breaks on the way. */
async function serve({ seen, heard }: Run, json: boolean): Promise<Server> {
  const mcp = new McpServer({ name: "counter", version: "1" }, { capabilities: { logging: {} } });
  let post: ServerResponse | undefined;
  mcp.registerTool("count", { description: "Counts to four." }, async ({ _meta, sendNotification }) => {
    for (let progress = 1; progress <= 4 && !json; progress++) {
      const params = { progressToken: _meta!.progressToken!, progress };
      await sendNotification({ method: "notifications/progress", params });
      await seen.next();
      // What comes next is kept until the client is back.
      if (progress === 2) post!.destroy();
    }
    return { content: [{ type: "text", text: "counted" }] };
  });
  mcp.registerTool("log", {}, async () => {
    await mcp.sendLoggingMessage({ level: "info", data: "by the stream that a GET has opened" });
    return { content: [] };
  });
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    eventStore: new Kept(),
    enableJsonResponse: json,
    retryInterval: 10,
  });
  await mcp.connect(transport);
  return createServer((request, response) => {
    const { method, headers } = request;
    // What goes on side by side ends in no certain order, and what comes after the session's end is chance.
    if (heard.at(-1) !== "DELETE") heard.push(headers["last-event-id"] ? `${method} again` : method);
    if (method === "POST") post = response;
    if (method === "GET") seen.push();
    void transport.handleRequest(request, response);
  });
}

async function connect(url: string) {
  const client = new Client({ name: "test", version: "1" });
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp`), {
    reconnectionOptions: {
      initialReconnectionDelay: 10,
      maxReconnectionDelay: 10,
      reconnectionDelayGrowFactor: 1,
      maxRetries: 5,
    },
  });
  await client.connect(transport);
  return { client, transport };
}

test("an MCP client has a session, and goes on with a call's stream after a break", async () => {
  const { told, heard } = await bothWays(
    (run) => serve(run, false),
    async ({ url, seen }) => {
      const { client, transport } = await connect(url);
      await seen.next(); // the GET
      const logged = new Promise<unknown>((resolve) =>
        client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => resolve(params.data)),
      );
      await client.callTool({ name: "log", arguments: {} });
      const tools = await client.listTools();
      const progresses: number[] = [];
      const onprogress = ({ progress }: { progress: number }) => {
        progresses.push(progress);
        if (progress !== 2) seen.push();
        else setImmediate(() => seen.push());
      };
      const counted = await client.callTool({ name: "count", arguments: {} }, undefined, { onprogress });
      await transport.terminateSession();
      await client.close();
      return { tools, progresses, counted, logged: await logged };
    },
  );
  expect(told.tools.tools.map(({ name }) => name)).toEqual(["count", "log"]);
  expect(told.progresses).toEqual([1, 2, 3, 4]);
  expect(told.counted.content).toEqual([{ type: "text", text: "counted" }]);
  expect(told.logged).toBe("by the stream that a GET has opened");
  expect(heard).toEqual(["POST", "POST", "GET", "POST", "POST", "POST", "GET again", "DELETE"]);
});

test("an MCP client takes answers that are no streams", async () => {
  const { told } = await bothWays(
    (run) => serve(run, true),
    async ({ url, seen }) => {
      const { client, transport } = await connect(url);
      await seen.next(); // the GET
      const counted = await client.callTool({ name: "count", arguments: {} });
      const unknown = await client.callTool({ name: "no such tool", arguments: {} });
      await transport.terminateSession();
      // The session is over.
      const after = await client.listTools().catch((error: Error) => error.message);
      await client.close();
      return { counted, unknown, after };
    },
  );
  expect(told.counted.content).toEqual([{ type: "text", text: "counted" }]);
  expect(told.unknown.isError).toBe(true);
  expect(told.after).toContain("Session not found");
});
