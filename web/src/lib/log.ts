import pino from "pino";

/** The server's log: one JSON object a line, on standard output. */
export const log = pino();
