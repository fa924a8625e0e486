import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TLSSocket } from "node:tls";
import { newAuthority } from "judge/testing/certificates";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BackendError, createHop, type TlsFiles } from "../index.ts";

let authority: Awaited<ReturnType<typeof newAuthority>>;
let server: Server;
/** The names that the backend has been shown. */
let shown: string[];
const folder = mkdtempSync(path.join(tmpdir(), "tailrace-tls-"));
const file = (name: string, text: string) => {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
};

beforeAll(async () => {
  authority = await newAuthority();
  const { cert, key } = await authority.issue("backend", "server");
  const options = { cert, key, ca: authority.cert, requestCert: true, rejectUnauthorized: true };
  server = createServer(options, ({ socket }, response) => {
    shown.push(String((socket as TLSSocket).getPeerCertificate().subject.CN));
    response.end("answer");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.close().closeAllConnections();
  rmSync(folder, { recursive: true });
});

const url = () => `https://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** Files of one console, whose names begin with `who`. */
async function filesFor(who: string): Promise<Required<TlsFiles>> {
  const { cert, key } = await authority.issue(who, "client");
  return {
    ca: file(`${who}.ca`, authority.cert),
    cert: file(`${who}.crt`, cert),
    key: file(`${who}.key`, key),
  };
}

const ask = async (tls: TlsFiles | undefined) => {
  shown = [];
  return (await createHop({ url, tls }).backendFetch("/")).text();
};

describe("a backend of a private authority that wants to know who asks", () => {
  test("is reached with the authority's and one's own certificate", async () => {
    expect(await ask(await filesFor("console"))).toBe("answer");
    expect(shown).toEqual(["console"]);
  });

  test.for([
    ["nothing", () => undefined, /self-signed|unable to (?:get|verify)/i],
    [
      "no certificate of one's own",
      ({ ca }: TlsFiles) => ({ ca }),
      /certificate required|ECONNRESET|closed/i,
    ],
    [
      "another authority",
      (files: TlsFiles) => ({ ...files, ca: files.cert }),
      /self-signed|unable to|issuer/i,
    ],
  ] as const)("is not with %s, and the reason is told", async ([, change, reason]) => {
    const failed = ask(change(await filesFor("stranger")));
    const error = await failed.then(
      () => undefined,
      (error: BackendError) => error,
    );
    expect(error?.code).toMatch(/^backend_(?:unreachable|broke_off)$/);
    expect(String(error!.cause)).toMatch(reason);
    expect(shown).toEqual([]);
  });

  test("is shown the new certificate once that is whole, and the one before until then", async () => {
    const files = await filesFor("before");
    // Each request on a connection of its own.
    const hop = createHop({ url, tls: files, keepAliveMs: 1 });
    shown = [];
    const askAnew = async () => {
      await (await hop.backendFetch("/")).text();
      server.closeIdleConnections();
      return shown.at(-1);
    };
    expect(await askAnew()).toBe("before");
    const { cert, key } = await authority.issue("after", "client");
    const warned = once(process, "warning") as Promise<[Error]>;
    writeFileSync(files.cert, cert);
    await expect.poll(askAnew).toBe("before");
    const [{ message }] = await warned;
    expect(message).toBe(
      `tls.key is ${files.key}, which is not the private key of ${files.cert}, in PEM. What was there before is used on.`,
    );
    writeFileSync(files.key, key);
    await expect.poll(askAnew).toBe("after");
  });
});

describe("register refuses", () => {
  test.for([
    [
      "a file that is not there",
      ({ cert, key }: TlsFiles) => ({ ca: "/no/such.pem", cert, key }),
      "tls.ca is /no/such.pem, which cannot be read (ENOENT).",
    ],
    [
      "a certificate without its key",
      ({ cert }: TlsFiles) => ({ cert }),
      "tls.cert and tls.key go together, and one of them is missing.",
    ],
    [
      "what is no certificate",
      ({ key }: TlsFiles) => ({ ca: key }),
      /^tls\.ca is .+odd\.key, which has no certificate in PEM/,
    ],
    [
      "what is no key",
      ({ cert }: TlsFiles) => ({ cert, key: cert }),
      /^tls\.key is .+odd\.crt, which is not the private key of .+odd\.crt, in PEM\.$/,
    ],
  ] as const)("%s", async ([, change, message]) => {
    const tls = change(await filesFor("odd"));
    expect(() => createHop({ url, tls }).register()).toThrow(message);
  });

  test("files for a backend that speaks no TLS", async () => {
    const hop = createHop({ url: "http://127.0.0.1:1", tls: await filesFor("plain") });
    expect(() => hop.register()).toThrow("expected one of https://");
  });
});
