import { describe, expect, it } from "vitest";
import { startLocalLog } from "../testing/local-log.ts";
import { lineEvents, openStream, scriptLog } from "../testing/scripted-log.ts";
import { downloadLog } from "./download.ts";

const { signal } = new AbortController();
const silent = () => {};
const text = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`).join("");

describe("downloadLog", () => {
  it.each([
    ["goes on", undefined],
    ["has ended", 0],
  ])(
    "gives every line that the embedded backend keeps of a log that %s, and says how far it is",
    async (_, exitCode) => {
      const log = await startLocalLog(100_500, exitCode);
      const progress: { lines: number; bytes: number }[] = [];
      const file = await downloadLog(log.address, false, (so) => progress.push(so), signal);
      await log.close();
      expect(file.type).toBe("text/plain;charset=utf-8");
      expect(await file.text()).toBe(text(501, 100_500));
      expect(progress.length).toBeGreaterThan(1);
      expect(progress.at(-1)).toEqual({ lines: 100_000, bytes: file.size });
    },
    30_000,
  );

  it("gives messages as the program wrote them, and says where lines are missing", async () => {
    const structured = JSON.stringify({
      time: "2026-01-02T03:04:05Z",
      stream: "stderr",
      message: "\x1b[31mred\x1b[0m\r✓",
    });
    const address = await scriptLog((_, response) =>
      openStream(
        response,
        `data: ${structured}\n\nevent: gap\ndata: {"missed":120}\n\ndata: x\n\nevent: end\ndata: {}\n\n`,
      ),
    );
    const file = await downloadLog(address, false, silent, signal);
    expect(await file.text()).toBe("\x1b[31mred\x1b[0m\r✓\n--- 120 lines are missing here ---\nx\n");
  });

  it("leaves escape sequences out if it is asked to", async () => {
    const address = await scriptLog((_, response) =>
      openStream(response, "data: \x1b[31mred\x1b[0m\n\nevent: end\ndata: {}\n\n"),
    );
    expect(await (await downloadLog(address, true, silent, signal)).text()).toBe("red\n");
  });

  it("asks once more after the last line, and takes what was cut off", async () => {
    const cursors: unknown[] = [];
    const answer = (from: number, to: number): Parameters<typeof scriptLog>[0] => {
      return (request, response) => {
        cursors.push(request.headers["last-event-id"]);
        openStream(response, lineEvents(from, to)).end();
      };
    };
    const address = await scriptLog(answer(1, 5), answer(6, 9), answer(10, 9));
    expect(await (await downloadLog(address, false, silent, signal)).text()).toBe(text(1, 9));
    expect(cursors).toEqual([undefined, "e-5", "e-9"]);
  });

  it("goes on with the next server when the first one shuts down", async () => {
    const address = await scriptLog(
      (_, response) => openStream(response, `${lineEvents(1, 5)}retry: 300\n`).end(),
      (_, response) => openStream(response, `${lineEvents(6, 9)}event: end\ndata: {}\n\n`),
    );
    expect(await (await downloadLog(address, false, silent, signal)).text()).toBe(text(1, 9));
  });

  it("gives no file when the answer breaks off, when nobody confirms its end, or when the backend was started anew", async () => {
    const whole: Parameters<typeof scriptLog>[0] = (_, response) =>
      openStream(response, lineEvents(1, 5)).end();
    const address = await scriptLog(
      (_, response) => openStream(response, lineEvents(1, 5)).write(":\n", () => response.destroy()),
      whole,
      (_, response) => response.writeHead(502).end(),
      whole,
      (_, response) => openStream(response, `event: gap\ndata: {"missed":null}\n\n${lineEvents(1, 5)}`).end(),
    );
    await expect(downloadLog(address, false, silent, signal)).rejects.toThrow("The connection broke off.");
    await expect(downloadLog(address, false, silent, signal)).rejects.toThrow("502 Bad Gateway.");
    await expect(downloadLog(address, false, silent, signal)).rejects.toThrow("started anew");
  });

  it("takes the end of a backend without ids for the end", async () => {
    const address = await scriptLog((_, response) => openStream(response, "data: a\n\ndata: b\n\n").end());
    expect(await (await downloadLog(address, false, silent, signal)).text()).toBe("a\nb\n");
  });

  it("can be cancelled", async () => {
    const cancel = new AbortController();
    let left: Promise<unknown>;
    const address = await scriptLog((_, response) => {
      left = new Promise((resolve) => response.on("close", resolve));
      openStream(response, lineEvents(1, 5));
      cancel.abort(new Error("Cancelled."));
    });
    await expect(downloadLog(address, false, silent, cancel.signal)).rejects.toThrow("Cancelled.");
    await left!;
  });
});
