import { createTRPCClient, httpBatchStreamLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { initTRPC, tracked, TRPCError } from "@trpc/server";
import { createHTTPServer } from "@trpc/server/adapters/standalone";
import { EventSource } from "eventsource";
import type { Server } from "node:http";
import { expect, test } from "vitest";
import { bothWays, type Run } from "./both-ways";

const t = initTRPC.create({ sse: { client: { reconnectAfterInactivityMs: 5_000 } } });

function routerOf({ seen, heard }: Run) {
  return t.router({
    count: t.procedure
      .input((input) => input as { lastEventId?: string } | undefined)
      .subscription(async function* ({ input }) {
        const last = Number(input?.lastEventId ?? 0);
        heard.push(`count from ${last}`);
        for (let n = last + 1; n <= 6; n++) {
          yield tracked(String(n), n);
          await seen.next();
          // Its client comes back by itself.
          if (n === 3 && last === 0)
            throw new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "broken" });
        }
      }),
    add: t.procedure.input((input) => input as [number, number]).mutation(({ input: [a, b] }) => a + b),
    wait: t.procedure.query(async () => {
      await seen.next();
      return "waited";
    }),
    fail: t.procedure.query(() => {
      throw new TRPCError({ code: "FORBIDDEN", message: "not you" });
    }),
  });
}

const serve = (run: Run): Server => createHTTPServer({ router: routerOf(run), basePath: "/v1/trpc/" });

const clientAt = (url: string) =>
  createTRPCClient<ReturnType<typeof routerOf>>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({ url: `${url}/trpc`, EventSource }),
        false: httpBatchStreamLink({ url: `${url}/trpc` }),
      }),
    ],
  });

test("a subscription of tRPC yields as its server does, and goes on after an error with what is next", async () => {
  const { told, heard } = await bothWays(serve, async ({ url, seen }) => {
    const got: unknown[] = [];
    await new Promise<void>((resolve, reject) => {
      clientAt(url).count.subscribe(undefined, {
        onData(data) {
          got.push(data);
          seen.push();
        },
        onComplete: resolve,
        onError: reject,
      });
    });
    return got;
  });
  expect(told).toEqual([1, 2, 3, 4, 5, 6].map((n) => ({ id: String(n), data: n })));
  expect(heard).toEqual(["count from 0", "count from 3"]);
});

test("calls that tRPC sends in one batch are answered one by one, whatever the others take", async () => {
  const { told } = await bothWays(serve, async ({ url, seen }) => {
    const client = clientAt(url);
    const waiting = client.wait.query();
    const sum = await client.add.mutate([1, 2]);
    const failed = client.fail.query().catch((error: Error) => error.message);
    const answers = [sum, await failed];
    seen.push();
    return [...answers, await waiting];
  });
  expect(told).toEqual([3, "not you", "waited"]);
});
