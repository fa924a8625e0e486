/**
 * `Headers` joins fields of one name with commas, which are part of a challenge's own syntax (RFC 9110, 11.6.1): not every
 * client can tell the two apart. Next reads headers by `forEach` and writes `www-authenticate` as often as it comes (15.5 and 16,
 * send-response.js), so `forEach` has it once for each of `values`.
 */
export function repeatHeader(headers: Headers, name: string, values: readonly string[]): void {
  const forEach: Headers["forEach"] = (visit, self) => {
    for (const [key, value] of headers) if (key !== name) visit.call(self, value, key, headers);
    if (headers.has(name)) for (const value of values) visit.call(self, value, name, headers);
  };
  Object.assign(headers, { forEach });
}
