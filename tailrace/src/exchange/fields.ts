/** The value of the first field of this name (in lower case) in `headers`, which are names and values in turn. */
export function fieldOf(headers: readonly string[], name: string): string | undefined {
  for (let i = 0; i < headers.length; i += 2) if (headers[i] === name) return headers[i + 1];
}
