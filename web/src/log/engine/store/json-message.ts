import type { Member } from "./json-source.ts";

/** In the order in which they are looked for. */
const MESSAGES = ["message", "msg", "@message", "@m", "event", "text", "body", "MESSAGE", "log"];

/** The member of a line of JSON that is its message; the last one of a name, as everybody else who reads the line takes it. */
export function messageOf(all: Member[]): Member | undefined {
  for (const name of MESSAGES) {
    const member = all.findLast((member) => member.name === name);
    if (member?.value.startsWith('"')) return member;
  }
  return undefined;
}
