import { BackendError, path, reportBackendError, visitor } from "tailrace";
import { z } from "zod";
import { env } from "@/env";
import { STATUSES, type Workload } from "@/kit/workload";
import { backendFetch } from "@/lib/backend";

const time = z.iso.datetime({ offset: true }); // RFC 3339

/** Fields that are not named here are dropped. */
const workloadSchema: z.ZodType<Workload> = z.object({
  id: z.string().min(1),
  name: z.string(),
  status: z.enum(STATUSES),
  startedAt: time.optional(),
  finishedAt: time.optional(),
  exitCode: z.int().optional(),
  labels: z.record(z.string(), z.string()).optional(),
});
const workloadListSchema = z.object({ workloads: z.array(workloadSchema) });

/**
 * All workloads, in the backend's order, asked for on behalf of who sent a page's request (`incoming`). Rejects with a `BackendError` when the backend gives no answer, or another one
 * than the contract has (`backend_invalid_response`, with the field in its cause).
 */
export async function listWorkloads(incoming: Headers): Promise<Workload[]> {
  const list = await getJson("/v1/workloads", workloadListSchema, incoming);
  if (!list) throw unexpected("The backend has no list of workloads.", "404 for /v1/workloads");
  return list.workloads;
}

/** One workload, undefined if the backend has none of that id. Rejects as `listWorkloads` does. */
export function getWorkload(id: string, incoming: Headers): Promise<Workload | undefined> {
  return getJson(path`/v1/workloads/${id}`, workloadSchema, incoming);
}

/** The answer to a GET of `at`, checked against `schema`; undefined for a 404. */
async function getJson<T>(at: string, schema: z.ZodType<T>, incoming: Headers): Promise<T | undefined> {
  const request = new AbortController();
  const headers = visitor(incoming);
  headers.set("accept", "application/json");
  const response = await backendFetch(at, { headers, signal: request.signal });
  if (response.status !== 200) {
    void response.body?.cancel();
    if (response.status === 404) return undefined;
    throw unexpected(`The backend answered with status ${response.status}.`, `${response.status} for ${at}`);
  }
  const result = schema.safeParse(parse(await bodyText(response, request)));
  if (result.success) return result.data;
  throw unexpected("The backend's answer is not what was expected.", z.prettifyError(result.error));
}

// 5,000 workloads with forty labels each are 8 MB.
const MAX_BODY_BYTES = 16 * 2 ** 20;

/** The whole body, in the time that the headers had too, and up to a length: `backendFetch` lets a body be whatever it likes. */
async function bodyText(response: Response, request: AbortController): Promise<string> {
  const timer = setTimeout(() => {
    const text = "The backend did not finish its answer in time.";
    request.abort(reportBackendError(new BackendError("backend_timeout", text)));
  }, env.BACKEND_HEADERS_TIMEOUT_MS);
  try {
    const decoder = new TextDecoder();
    let text = "";
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) {
        throw unexpected("The backend's answer is too long.", `more than ${MAX_BODY_BYTES} bytes`);
      }
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } finally {
    clearTimeout(timer);
    request.abort();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid("The backend's answer is not JSON.", cause);
  }
}

function unexpected(message: string, detail: string): BackendError {
  return invalid(message, new Error(detail));
}

function invalid(message: string, cause: unknown): BackendError {
  return reportBackendError(new BackendError("backend_invalid_response", message, { cause }));
}
