import { hop } from "../../../lib/backend";

export const GET = hop.forward(() => "/identity", {
  async headers(headers) {
    await new Promise((resolve) => setImmediate(resolve));
    headers.set("authorization", `Bearer of ${headers.get("cookie")}`);
    headers.delete("cookie");
  },
});
