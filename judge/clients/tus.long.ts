import { FileStore } from "@tus/file-store";
import { Server as TusServer } from "@tus/server";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Upload, type UploadOptions } from "tus-js-client";
import { bothWays, type Place } from "./both-ways";

const FILE = randomBytes(5_000_000);
const hash = (data: Buffer) => createHash("sha256").update(data).digest("hex");

/** Uploads `FILE` in a way that `options` say; returns what the server has of it. */
async function upload(
  options: Partial<UploadOptions>,
  run: (upload: Upload, finished: Promise<void>, place: Place) => Promise<void>,
) {
  const directory = mkdtempSync(path.join(tmpdir(), "tailrace-tus-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const { told, heard } = await bothWays(
    ({ heard }) => {
      const tus = new TusServer({ path: "/v1/files", datastore: new FileStore({ directory }) });
      return createServer((request, response) => {
        heard.push(request.method);
        void tus.handle(request, response);
      });
    },
    async (place) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const upload = new Upload(FILE, {
        endpoint: `${place.url}/files`,
        chunkSize: 1_000_000,
        retryDelays: null,
        metadata: { filename: "größer.bin" },
        onSuccess: () => resolve(),
        onError: reject,
        ...options,
      });
      await run(upload, promise, place);
      const file = path.join(directory, path.basename(new URL(upload.url!).pathname));
      const { metadata } = JSON.parse(readFileSync(`${file}.json`, "utf8")) as { metadata: unknown };
      return { uploaded: hash(readFileSync(file)), metadata, under: upload.url!.startsWith(place.url) };
    },
  );
  expect(told).toEqual({ uploaded: hash(FILE), metadata: { filename: "größer.bin" }, under: true });
  return heard;
}

test("tus uploads in chunks", async () => {
  const heard = await upload({}, async (upload, finished) => {
    upload.start();
    await finished;
  });
  expect(heard).toEqual(["POST", "PATCH", "PATCH", "PATCH", "PATCH", "PATCH"]);
});

test("tus pauses an upload, asks how much there is, and goes on", async () => {
  const heard = await upload({}, async (upload, finished) => {
    await new Promise<void>((resolve) => {
      upload.options.onChunkComplete = (_size, accepted) => {
        if (accepted === 2_000_000) resolve();
      };
      upload.start();
    });
    await upload.abort();
    const again = new Upload(FILE, { ...upload.options, uploadUrl: upload.url, onChunkComplete: null });
    again.start();
    await finished;
  });
  expect(heard).toContain("HEAD");
});
