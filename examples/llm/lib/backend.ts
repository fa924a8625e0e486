import { createHop } from "tailrace";

export const hop = createHop({ url: () => process.env.BACKEND_URL });
export const { eventStream } = hop;
