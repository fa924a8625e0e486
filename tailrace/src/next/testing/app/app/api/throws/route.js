import { hop } from "../../../lib/backend";

export const GET = hop.forward(() => {
  throw new Error("a fault of the app's own");
});
