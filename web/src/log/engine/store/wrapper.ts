/** Container runtimes (CRI), docker compose, kubectl --prefix, syslog without priority. */
const WRAPPER = new RegExp(
  [
    /\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d) (?:stdout|stderr) [FP] /,
    // Not rustc's "12 |     let x": the name of a container is no number.
    /(?!(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|\d+) )[\w.@-]+ +\| /,
    /\[pod\/\S+\] /,
    /[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S*[^\s:] (?!(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL):)[\w./-]+(?:\[\d+\])?: /,
  ]
    .map(({ source }) => `^${source}`)
    .join("|"),
);

/** What others have put before a program's line, without escape sequences; most lines have nothing there. */
export function wrapperOf(line: string): string {
  return (!line.startsWith("{") && WRAPPER.exec(line)?.[0]) || "";
}
