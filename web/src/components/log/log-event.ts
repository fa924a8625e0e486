import { z } from "zod";

/** One line of a log. Only a backend that sends structured lines tells when and on which stream it was written. */
export interface LogLine {
  message: string;
  time?: Date;
  stream?: "stdout" | "stderr";
}

const lineSchema = z.object({
  time: z.iso.datetime({ offset: true }),
  stream: z.enum(["stdout", "stderr"]),
  message: z.string(),
});

/**
 * The line in an event's data: a structured one if it has all that makes one, else plain text. A program's own JSON line
 * is therefore shown as the program wrote it.
 */
export function parseLine(data: string): LogLine {
  const structured = lineSchema.safeParse(parseJson(data)).data;
  return structured ? { ...structured, time: new Date(structured.time) } : { message: data };
}

/** How many lines a `gap` event says are missing, null if nobody knows. */
export function parseGap(data: string): number | null {
  return z.object({ missed: z.int().positive() }).safeParse(parseJson(data)).data?.missed ?? null;
}

/** The exit code in an `end` event, null if it names none. */
export function parseEnd(data: string): number | null {
  return z.object({ exitCode: z.int() }).safeParse(parseJson(data)).data?.exitCode ?? null;
}

function parseJson(data: string): unknown {
  // Most plain lines are no JSON, and an exception costs more than this look.
  if (!data.startsWith("{")) return undefined;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
