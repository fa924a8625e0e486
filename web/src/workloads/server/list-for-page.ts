import { headers } from "next/headers";
import { cache } from "react";
import { BackendError } from "tailrace";
import { listWorkloads } from "./workloads";

/** What the page of all workloads can show, asked for once per request although the page first waits whether it comes soon. */
export const listForPage = cache(async () => {
  try {
    return { workloads: await listWorkloads(await headers()), now: Date.now() };
  } catch (error) {
    if (error instanceof BackendError) return error;
    throw error;
  }
});
