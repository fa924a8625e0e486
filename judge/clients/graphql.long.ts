import {
  execute,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  subscribe,
  validate,
} from "graphql";
import { createClient as createSseClient } from "graphql-sse";
import { createHandler } from "graphql-sse/lib/use/http";
import { createClient as createWsClient } from "graphql-ws";
import { useServer } from "graphql-ws/use/ws";
import { createServer, type Server } from "node:http";
import { expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { isBehindNext } from "../contract/system";
import { bothWays, type Place, type Run } from "./both-ways";

const schemaOf = ({ seen }: Run) =>
  new GraphQLSchema({
    query: new GraphQLObjectType({
      name: "Query",
      fields: { hello: { type: GraphQLString, resolve: () => "hello" } },
    }),
    subscription: new GraphQLObjectType({
      name: "Subscription",
      fields: {
        count: {
          type: GraphQLInt,
          args: { to: { type: new GraphQLNonNull(GraphQLInt) } },
          async *subscribe(_source, { to }: { to: number }) {
            for (let count = 1; count <= to; count++) {
              yield { count };
              await seen.next();
            }
          },
        },
      },
    }),
  });

function serveSse(run: Run): Server {
  // With graphql's own functions: the runner loads this file's copy of it apart from the library's.
  const handler = createHandler({ schema: schemaOf(run), execute, subscribe, validate });
  return createServer((request, response) => {
    run.heard.push(
      `${request.method} ${request.headers["x-graphql-event-stream-token"] ? "with a token" : ""}`,
    );
    void handler(request, response);
  });
}

/** A query, a subscription and a mistake. */
async function ask(client: Pick<ReturnType<typeof createSseClient>, "iterate">, { seen }: Place) {
  const got: unknown[] = [];
  for (const query of ["{ hello }", "subscription { count(to: 3) }", "{ nothing }"]) {
    try {
      for await (const { data, errors } of client.iterate({ query })) {
        got.push(data ?? errors?.map(({ message }) => message));
        if (data && "count" in data) seen.push();
      }
    } catch (error) {
      got.push(messageOf(error));
    }
  }
  return got;
}

const messageOf = (error: unknown): unknown =>
  Array.isArray(error) ? error.map(messageOf) : (error as Error).message;

const GOT = [
  { hello: "hello" },
  ...[1, 2, 3].map((count) => ({ count })),
  [expect.stringContaining('Cannot query field "nothing"')],
];

test.for([true, false])("graphql-sse subscribes, with singleConnection %s", async (singleConnection) => {
  const { told, heard } = await bothWays(serveSse, async (place) => {
    const client = createSseClient({
      url: `${place.url}/graphql`,
      singleConnection,
      retryAttempts: 0,
    } as Parameters<typeof createSseClient>[0]);
    const got = await ask(client, place);
    client.dispose();
    return got;
  });
  expect(told.slice(0, 4)).toEqual(GOT.slice(0, 4));
  // An operation that is sent on its own, to be answered on the one connection, is refused on its own.
  expect(told.slice(4)).toEqual(singleConnection ? ["Server responded with 400: Bad Request"] : GOT.slice(4));
  expect(heard.includes("PUT ")).toBe(singleConnection);
});

test.skipIf(isBehindNext)("graphql-ws subscribes (a WebSocket: not through handlers)", async () => {
  const { told } = await bothWays(
    (run) => {
      const server = createServer();
      const sockets = new WebSocketServer({ server, path: "/v1/graphql" });
      useServer({ schema: schemaOf(run), execute, subscribe, validate }, sockets);
      return server;
    },
    async (place) => {
      const url = `${place.url.replace("http", "ws")}/graphql`;
      const client = createWsClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
      const got = await ask(client as never, place);
      await client.dispose();
      return got;
    },
  );
  expect(told).toEqual(GOT);
});
