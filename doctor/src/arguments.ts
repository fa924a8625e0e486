import { parseArgs } from "node:util";
import { CannotCheck } from "./cannot-check.ts";

export const USAGE = `Usage: npx tailrace-doctor <url> [--seconds N] [--header 'Name: value']... [--json]

  <url>       anything that answers text/event-stream; or a Tailrace console,
              https://console.example, or the page of one of its workloads
  --seconds   how long to watch at most, 1 to 600 (20)
  --header    sent with every request to the URL's own origin: Authorization, Cookie, ...
  --json      the report for machines

Exit code: 0 nothing failed, 1 a check failed, 2 it could not be checked.`;

export interface Arguments {
  url: URL;
  seconds: number;
  /** By lower-case name. */
  headers: Record<string, string>;
  json: boolean;
}

/** Throws a `CannotCheck` with the usage for anything but a usable command line; undefined when help was asked for. */
export function readArguments(args: string[]): Arguments | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  const [address, ...rest] = positionals;
  if (address === undefined) throw usage("The URL is missing.");
  if (rest.length > 0) throw usage(`One URL at a time; there is also ${rest.join(" ")}.`);
  // Not URL.parse, here and elsewhere: Node 20 has none.
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw usage(`${address} is not an http:// or https:// URL.`);
  if (url.username || url.password)
    throw usage("Credentials go into a header: --header 'Authorization: Basic …'.");
  const seconds = Number(values.seconds);
  if (!(seconds >= 1 && seconds <= 600)) throw usage(`--seconds ${values.seconds} is not from 1 to 600.`);
  return { url, seconds, headers: Object.fromEntries(values.header.map(headerOf)), json: values.json };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        seconds: { type: "string", default: "20" },
        header: { type: "string", multiple: true, default: [] },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false, short: "h" },
      },
    });
  } catch (error) {
    throw usage((error as Error).message);
  }
}

function headerOf(line: string): [string, string] {
  // RFC 9110, 5.1 and 5.5: a token, and no control characters but tab in the value.
  const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/.exec(line);
  if (!match) throw usage(`--header '${line}' is not of the form 'Name: value'.`);
  return [match[1]!.toLowerCase(), match[2]!];
}

function usage(problem: string): CannotCheck {
  return new CannotCheck(`${problem}\n\n${USAGE}`);
}
