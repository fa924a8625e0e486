import { headers } from "next/headers";
import { cache } from "react";
import { BackendError, Refusal } from "tailrace";
import { getWorkload } from "./workloads";

/** What a page can show of an id, asked for once per request although title and page both need it. */
export const workloadForPage = cache(async (id: string) => {
  try {
    return await getWorkload(id, await headers());
  } catch (error) {
    // An id that cannot be part of a path is nobody's.
    if (error instanceof Refusal && error.code === "invalid_path") return undefined;
    if (error instanceof BackendError) return error;
    throw error;
  }
});
