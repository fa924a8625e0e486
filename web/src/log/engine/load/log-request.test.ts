import { describe, expect, it } from "vitest";
import { lineEvents, openStream, scriptLog } from "../testing/scripted-log.ts";
import { type LogAddress, type LogStart, readLog } from "./log-request.ts";

const never = new AbortController().signal;

async function read(address: LogAddress, start: LogStart, last?: string, signal = never) {
  const got: unknown[] = [];
  const onLine = ({ message }: { message: string }) => {
    got.push(message);
    return message === last;
  };
  return { result: await readLog(address, start, { onLine, onGap: (n) => got.push(n) }, signal), got };
}

describe("readLog", () => {
  it("asks for the lines of now, all of them or the last ones", async () => {
    const asked: string[] = [];
    const answer: Parameters<typeof scriptLog>[0] = (request, response) => {
      asked.push(`${request.url} ${request.headers["last-event-id"]}`);
      openStream(response, lineEvents(1, 2)).end();
    };
    const address = await scriptLog(answer, answer, answer);
    expect(await read(address, {})).toEqual({ result: "closed", got: ["line 1", "line 2"] });
    await read(address, { tail: 2 });
    await read(address, { after: "ä" });
    expect(asked.map((one) => Buffer.from(one, "latin1").toString())).toEqual([
      "/logs?follow=false undefined",
      "/logs?follow=false&tail=2 undefined",
      "/logs?follow=false ä",
    ]);
  });

  it("leaves when it has what is wanted", async () => {
    let left: Promise<unknown>;
    const address = await scriptLog((_, response) => {
      left = new Promise((resolve) => response.on("close", resolve));
      openStream(response, lineEvents(1, 9));
    });
    expect(await read(address, {}, "line 3")).toEqual({
      result: "enough",
      got: ["line 1", "line 2", "line 3"],
    });
    await left!;
  });

  it("tells an ended log, and a server that had no time, from one that has no more lines for now", async () => {
    const address = await scriptLog(
      (_, response) => openStream(response, 'event: gap\ndata: {"missed":2}\n\nevent: end\ndata: {}\n\n'),
      (_, response) => openStream(response, `${lineEvents(1, 1)}retry: 1234\n`).end(),
      (_, response) => openStream(response, `${lineEvents(1, 1)}retry: 1234\n\n`).end(),
    );
    expect(await read(address, {})).toEqual({ result: "ended", got: [2] });
    expect((await read(address, {})).result).toBe("drained");
    expect((await read(address, {})).result).toBe("closed");
  });

  it("fails with a sentence when it is refused, broken off or never ended", async () => {
    const address = await scriptLog(
      (_, response) => response.writeHead(404).end(),
      (_, response) => openStream(response, lineEvents(1, 1)).write("id: e-", () => response.destroy()),
      (_, response) => {
        openStream(response, lineEvents(1, 1));
        const beats = setInterval(() => response.write(":\n"), 20);
        response.on("close", () => clearInterval(beats));
      },
    );
    await expect(read(address, {})).rejects.toThrow("404 Not Found.");
    await expect(read(address, {})).rejects.toThrow("The connection broke off.");
    await expect(read({ ...address, silenceLimitMs: 200 }, {})).rejects.toThrow(
      "The backend does not end its answer.",
    );
  });

  it("rejects with the signal's reason when it is given up", async () => {
    const address = await scriptLog((_, response) => openStream(response, lineEvents(1, 1)));
    const given = new AbortController();
    const reading = read(address, {}, undefined, given.signal);
    given.abort(new Error("Enough."));
    await expect(reading).rejects.toThrow("Enough.");
  });
});
