import { eventStream } from "@/lib/backend";

export const dynamic = "force-dynamic";

export const GET = eventStream(() => "/v1/events");
