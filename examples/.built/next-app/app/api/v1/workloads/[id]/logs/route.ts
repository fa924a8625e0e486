import { path } from "tailrace";
import { eventStream } from "@/lib/backend";

export const GET = eventStream(({ id }: { id: string }) => path`/v1/workloads/${id}/logs`);
