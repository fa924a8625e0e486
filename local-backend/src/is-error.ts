const JSON_LEVEL = /"(?:level|severity)"\s*:\s*(?:"(?:error|fatal|critical|alert|emergency)"|[56]0\b)/i;
const WORD = /\b(?:ERROR|FATAL|CRITICAL|PANIC|EMERGENCY)\b/;
// A level stands at the begin of a line; what comes later is what the line is about.
const HEAD_CHARACTERS = 160;
// Of JSON, it may be behind the message.
const JSON_CHARACTERS = 4_000;

/** Whether a line says of itself that it is an error: by the level of its JSON, or by a word in capitals near its begin. */
export function isError(message: string): boolean {
  return message.startsWith("{")
    ? JSON_LEVEL.test(message.slice(0, JSON_CHARACTERS))
    : WORD.test(message.slice(0, HEAD_CHARACTERS));
}
