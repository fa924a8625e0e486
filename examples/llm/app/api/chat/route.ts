import { eventStream } from "@/lib/backend";

export const POST = eventStream(() => "/v1/chat");
