import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished } from "vitest";
import { bothWays } from "./both-ways";
import { servePlain } from "./plain-server";
import { run, testWith } from "./programs";

/** Runs curl; returns its exit code, the protocol and the status of the last answer, and what has come, in short. */
async function curl(...args: string[]): Promise<string> {
  const format = "\\n%{http_version} %{http_code}";
  try {
    return shortened(await run("curl", "--silent", "--max-time", "20", "--write-out", format, ...args));
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return `exit ${code}: ${shortened(stdout)}`;
  }
}

const shortened = (text: string) => text.replace(/^.{1000,}(?=\n)/s, (body) => `${body.length} characters`);

const ORDINARY: Record<string, string[]> = {
  text: ["/text"],
  chunked: ["/chunked"],
  "HTTP/1.0": ["--http1.0", "/chunked"],
  compressed: ["--compressed", "/coded"],
  range: ["--continue-at", "5", "/range"],
  nothing: ["/nothing"],
  redirected: ["--location", "--data", "x=1", "/redirect"],
  refused: ["/refused"],
  failed: ["--fail", "/refused"],
  broken: ["/broken"],
  upload: ["--upload-file", "FILE", "/upload"],
  "upload in chunks": ["--upload-file", "FILE", "--header", "Transfer-Encoding: chunked", "/upload"],
  "upload after Expect": ["--upload-file", "FILE", "--header", "Expect: 100-continue", "/upload"],
  form: ["--form", "file=@FILE;type=text/plain", "--form", "x=1", "/text"],
  cookies: ["--cookie", "a=1", "/cookies"],
  deleted: ["--request", "DELETE", "/thing/1%2F2?q=a+b"],
  "one connection for three": ["/text", "/nothing", "/chunked"],
};

for (const protocol of ["--http1.1", "--http2"]) {
  testWith("curl", `curl ${protocol} notices nothing of the hop, and gets HTTP/1.1`, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "tailrace-curl-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = path.join(folder, "file");
    writeFileSync(file, "größer und größer\n".repeat(100_000));
    const { told, heard } = await bothWays(servePlain, async ({ url, heard }) => {
      const told: Record<string, string> = {};
      for (const [what, args] of Object.entries(ORDINARY)) {
        const given = args.map((arg) => (arg.startsWith("/") ? url + arg : arg.replace("FILE", file)));
        told[what] = await curl(...(args.includes("--http1.0") ? [] : [protocol]), ...given);
      }
      heard.sort();
      return told;
    });
    expect(told).toMatchObject({
      text: "9500 characters\n1.1 200",
      nothing: "\n1.1 204",
      failed: expect.stringContaining("exit 22"),
      broken: expect.stringContaining("exit 18"),
      range: expect.stringContaining("1.1 206"),
    });
    expect(heard).toContain(`PUT /v1/upload untyped ${readFileSync(file).length} bytes`);
  });
}
