import { backendPath } from "@/lib/backend-path";
import { eventStream } from "@/lib/event-stream";

export const dynamic = "force-dynamic";

export const GET = eventStream(() => backendPath`/v1/events`);
