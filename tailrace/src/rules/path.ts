import { Refusal } from "../problem.ts";

// A dot, slash, backslash, semicolon or NUL however often it is percent-encoded: %2e, %252e, %25252e, …
const ENCODED = /%(?:25)*(2e|2f|5c|3b|00)/gi;
// `..;x` is a dot segment to servlet containers, which drop what follows the semicolon.
const DOT_SEGMENT = /(?:^|\/)\.\.?(?:;[^/]*)?(?:\/|$)/;

/**
 * Returns `path` as it is, or throws a `Refusal` (`invalid_path`) if anything that decodes it, however often, could
 * see a dot segment (RFC 3986, 5.2.4), a backslash or a NUL in it.
 */
export function assertStraightPath(path: string): string {
  const decoded = path.replace(ENCODED, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  if (decoded.includes("\\") || decoded.includes("\0") || DOT_SEGMENT.test(decoded)) {
    throw new Refusal(
      "invalid_path",
      "The path has a dot segment, a backslash or a NUL; send it without, plain or encoded.",
    );
  }
  return path;
}

/**
 * Template tag for a path on the backend: every inserted value becomes one segment, whatever it holds.
 * Throws a `Refusal` (`invalid_path`) for a value that is empty, no Unicode, or could climb out of its segment.
 *
 * @example path`/v1/workloads/${id}/logs`
 */
export function path(literals: TemplateStringsArray, ...values: string[]): string {
  if (values.includes("")) throw new Refusal("invalid_path", "A path segment is empty.");
  if (!values.every((value) => value.isWellFormed())) {
    throw new Refusal(
      "invalid_path",
      "A path segment has half of a surrogate pair, which UTF-8 has no bytes for.",
    );
  }
  return assertStraightPath(String.raw({ raw: literals }, ...values.map(encodeURIComponent)));
}
