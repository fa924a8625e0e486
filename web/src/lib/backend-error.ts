import { channel } from "node:diagnostics_channel";
import { STATUS_CODES } from "node:http";

/** Each way a request can end without the backend's own answer, and the status that tells of it. */
const STATUS = {
  invalid_path: 400,
  invalid_request: 400,
  cross_origin: 403,
  not_found: 404,
  misdirected: 421,
  backend_unreachable: 502,
  backend_broke_off: 502,
  backend_invalid_response: 502,
  shutting_down: 503,
  backend_timeout: 504,
} as const;

export type BackendErrorCode = keyof typeof STATUS;

/** Those of them that are the backend's doing. */
export const BACKEND_ERROR_CODES = (Object.keys(STATUS) as BackendErrorCode[]).filter((code) =>
  code.startsWith("backend_"),
);

/** The channel of `node:diagnostics_channel` on which each error that is the backend's is announced, whoever asked. */
export const BACKEND_ERRORS = "tailrace.backend-error";
const backendErrors = channel(BACKEND_ERRORS);

/**
 * A request that did not get the backend's own answer. `message` is a general sentence that may be shown to anyone;
 * `cause` names addresses and system errors and belongs in the log only.
 */
export class BackendError extends Error {
  override name = "BackendError";
  readonly code: BackendErrorCode;

  constructor(code: BackendErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    if (this.isBackends) backendErrors.publish(this);
  }

  /** Whether the backend is to blame. */
  get isBackends(): boolean {
    return BACKEND_ERROR_CODES.includes(this.code);
  }

  get status(): number {
    return STATUS[this.code];
  }

  /** The error as an RFC 9457 problem, with `code` and `requestId` as extension members (section 3.2). */
  toResponse(requestId: string): Response {
    const { status, code, message } = this;
    const headers = new Headers({ "content-type": "application/problem+json", "x-request-id": requestId });
    // A client that comes back at once finds another replica, or this one's successor (RFC 9110, 10.2.3).
    if (code === "shutting_down") headers.set("retry-after", "1");
    const problem = {
      type: "about:blank",
      title: STATUS_CODES[status],
      status,
      detail: message,
      code,
      requestId,
    };
    return new Response(JSON.stringify(problem), { status, headers });
  }
}
