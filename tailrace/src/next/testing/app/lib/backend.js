import { createHop } from "tailrace";

const basePath = process.env.BASE_PATH ?? "";

export const hop = createHop({ url: () => process.env.BACKEND_URL, prefix: `${basePath}/api` });

/** Another backend, under a path of its own. */
export const second = createHop({
  url: () => `${process.env.BACKEND_URL}/second`,
  prefix: `${basePath}/second`,
});
