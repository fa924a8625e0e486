import { headers } from "next/headers";
import { cache } from "react";
import { BackendError } from "tailrace";
import { listWorkloads } from "./workloads";

/** What the page of all workloads can show, asked for once per request although its layout waits for it, too. */
export const listForPage = cache(async () => {
  try {
    // As one text: thousands of objects would take the server and the browser longer to hand over than all else.
    return { workloads: JSON.stringify(await listWorkloads(await headers())), now: Date.now() };
  } catch (error) {
    if (error instanceof BackendError) return error;
    throw error;
  }
});
