const KIND = Symbol.for("tailrace.problem");

const TITLES = {
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  421: "Misdirected Request",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
} as const;

/**
 * Why a request has no answer of the backend's. `message` is a general sentence that may be shown to anyone; `cause` names
 * addresses and system errors and belongs in the log only.
 *
 * Next loads one module several times, so `instanceof` goes by a mark instead of the prototype chain, for subclasses too.
 */
export abstract class Problem extends Error {
  abstract readonly code: string;
  abstract readonly status: keyof typeof TITLES;
  abstract readonly [KIND]: "backend" | "refusal";

  static override [Symbol.hasInstance](value: unknown): boolean {
    return kindOf(value) !== undefined;
  }

  /** The answer that tells of it: an RFC 9457 problem, with `code` and `requestId` as extension members (section 3.2). */
  toAnswer(requestId: string) {
    const { status, code, message } = this;
    const title = TITLES[status];
    return {
      status,
      headers: {
        "content-type": "application/problem+json",
        "x-content-type-options": "nosniff",
        "x-request-id": requestId,
        // A client that comes back at once finds another replica, or this one's successor (RFC 9110, 10.2.3).
        ...(code === "shutting_down" && { "retry-after": "1" }),
      },
      body: JSON.stringify({ type: "about:blank", title, status, detail: message, code, requestId }),
    };
  }

  /** `toAnswer` for a route handler. */
  toResponse(requestId: string): Response {
    const { status, headers, body } = this.toAnswer(requestId);
    return new Response(body, { status, headers });
  }
}

/** What a backend can do instead of answering, and the status that tells of it. */
const BACKEND_STATUS = {
  backend_unreachable: 502,
  backend_broke_off: 502,
  backend_invalid_response: 502,
  backend_timeout: 504,
} as const;

export type BackendErrorCode = keyof typeof BACKEND_STATUS;

export const BACKEND_ERROR_CODES = Object.keys(BACKEND_STATUS) as BackendErrorCode[];

/** The backend gave no answer, or none that is valid. */
export class BackendError extends Problem {
  override name = "BackendError";
  readonly code: BackendErrorCode;
  readonly [KIND] = "backend";

  static override [Symbol.hasInstance](value: unknown): boolean {
    return kindOf(value) === "backend";
  }

  constructor(code: BackendErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  get status() {
    return BACKEND_STATUS[this.code];
  }
}

/** What is refused before the backend is asked, and the status that tells of it. */
const REFUSAL_STATUS = {
  invalid_path: 400,
  invalid_request: 400,
  cross_origin: 403,
  not_found: 404,
  method_not_allowed: 405,
  upload_stalled: 408,
  misdirected: 421,
  shutting_down: 503,
} as const;

export type RefusalCode = keyof typeof REFUSAL_STATUS;

/**
 * The hop refuses the request by itself. A function that is given to `forward` or `eventStream` may throw one, to answer a
 * request that is not valid.
 *
 * @example throw new Refusal("invalid_request", "`limit` must be a number.");
 */
export class Refusal extends Problem {
  override name = "Refusal";
  readonly code: RefusalCode;
  readonly [KIND] = "refusal";

  static override [Symbol.hasInstance](value: unknown): boolean {
    return kindOf(value) === "refusal";
  }

  constructor(code: RefusalCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  get status() {
    return REFUSAL_STATUS[this.code];
  }
}

function kindOf(value: unknown): "backend" | "refusal" | undefined {
  return typeof value === "object" && value !== null && KIND in value ? (value as Problem)[KIND] : undefined;
}
