import { STATUS_CODES } from "node:http";

/** An error answer, RFC 9457. Its type is "about:blank", so its title is the status in words (section 4.2.1). */
export function problem(status: number, detail: string, headers: Record<string, string> = {}): Response {
  return Response.json(
    { type: "about:blank", title: STATUS_CODES[status], status, detail },
    { status, headers: { ...headers, "content-type": "application/problem+json" } },
  );
}
