// Of the six connections that a browser has to a server over HTTP/1.1 one is for the workloads page and its statuses, and one
// for everything else: pages, restart, stop, earlier lines.
const OVER_HTTP1 = 4;

/**
 * How many logs are followed at once. Over HTTP/2 they share a connection, and a server allows a hundred or more (RFC 9113,
 * 6.5.2). `entries` are what the browser has loaded of this server.
 */
export function streamLimit(entries: Pick<PerformanceResourceTiming, "nextHopProtocol">[]): number {
  const shared = entries.some(({ nextHopProtocol }) => nextHopProtocol === "h2" || nextHopProtocol === "h3");
  return shared ? Infinity : OVER_HTTP1;
}
