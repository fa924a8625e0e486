import { BackendError, type BackendErrorCode, currentAccess, reportBackendError } from "tailrace";
import { backendFetch, hop } from "./backend";

export interface Readiness {
  ready: boolean;
  /** Whether a shutdown is under way. */
  draining: boolean;
  /** Whether the hop answers before Next does. */
  door: "open" | "closed";
  /** `answers`, or how it does not: the code of the error, or the status of an answer from 500 on. */
  backend: "answers" | BackendErrorCode | `status_${number}`;
}

// What every backend has: docs/backend-contract.md.
const PATH = "/v1/workloads";

// Shorter than a probe may reasonably wait, so that it gets to read which of the two it is.
const TIMEOUT_MS = 2_000;

// However many ask (kubelet, load balancers, a person), the backend is asked at most this often.
const FRESH_MS = 1_000;

/**
 * Whether this process should be sent requests: the backend gives any answer below 500 within 2 s, and no shutdown is under
 * way. Never rejects; the request's line in the log has the cause. The backend's part is at most a second old and shared by
 * all who ask; the shutdown's is always new.
 */
export async function readiness(): Promise<Readiness> {
  const state = await latestBackendState();
  const { door, isDraining: draining } = hop;
  if (!(state instanceof BackendError))
    return { ready: state === "answers" && !draining, draining, door, backend: state };
  const access = currentAccess();
  if (access) access.error = state;
  return { ready: false, draining, door, backend: state.code };
}

type BackendState = "answers" | `status_${number}` | BackendError;

let latest: { state: Promise<BackendState>; staleAt: number } | undefined;

function latestBackendState(): Promise<BackendState> {
  if (latest && performance.now() < latest.staleAt) return latest.state;
  const asked = { state: backendState(), staleAt: Infinity };
  void asked.state.then(() => (asked.staleAt = performance.now() + FRESH_MS));
  latest = asked;
  return asked.state;
}

async function backendState(): Promise<BackendState> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await backendFetch(PATH, { signal });
    // Read rather than cancelled: that would cost a new connection each time.
    response.body?.pipeTo(new WritableStream()).catch(() => {});
    return response.status < 500 ? "answers" : `status_${response.status}`;
  } catch (cause) {
    if (cause instanceof BackendError) return cause;
    return reportBackendError(
      new BackendError("backend_timeout", "The backend did not answer a probe in time.", { cause }),
    );
  }
}
