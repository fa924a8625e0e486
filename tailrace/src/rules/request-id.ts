// Visible ASCII without spaces; longer than any common id (UUID 36, W3C trace 55) and short enough for a log line.
const REQUEST_ID = /^[!-~]{1,128}$/;

/** `id` if it can be a request's id, otherwise a new one. */
export function requestIdFrom(id: string | string[] | null | undefined): string {
  return typeof id === "string" && REQUEST_ID.test(id) ? id : crypto.randomUUID();
}
