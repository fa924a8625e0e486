import { createHop } from "tailrace";

export const hop = createHop({
  url: () => process.env.BACKEND_URL,
  prefix: `${process.env.BASE_PATH ?? ""}/api`,
});
