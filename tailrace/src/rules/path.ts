import { Refusal } from "../problem.ts";

// Of ASCII, which is all that matters here; of other bytes decoding makes no other character.
const ENCODED = /%([0-7][\da-f])/gi;
// Layers of percent-encoding that are looked through. Two are common, where a path holds a path; nobody means more than a few.
const LAYERS = 8;
// `..;x` is a dot segment to servlet containers, which drop what follows the semicolon.
const DOT_SEGMENT = /(?:^|\/)\.\.?(?:;[^/]*)?(?:\/|$)/;

/**
 * Returns `path` as it is, or throws a `Refusal` (`invalid_path`) if anything that decodes it, however often, could
 * see a dot segment (RFC 3986, 5.2.4), a backslash or a NUL in it; and for one that is encoded more than `LAYERS` times.
 */
export function assertStraightPath(path: string): string {
  const decoded = fullyDecoded(path);
  if (decoded === undefined) {
    throw new Refusal("invalid_path", `The path is percent-encoded more than ${LAYERS} times over.`);
  }
  if (decoded.includes("\\") || decoded.includes("\0") || DOT_SEGMENT.test(decoded)) {
    throw new Refusal(
      "invalid_path",
      "The path has a dot segment, a backslash or a NUL; send it without, plain or encoded.",
    );
  }
  return path;
}

/** `path` without any percent-encoding of ASCII characters; undefined if there is still some after `LAYERS` times. */
function fullyDecoded(path: string): string | undefined {
  let decoded = path;
  for (let layer = 0; layer <= LAYERS; layer++) {
    const before = decoded;
    if (!before.includes("%")) return before;
    decoded = before.replace(ENCODED, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    if (decoded === before) return before;
  }
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
