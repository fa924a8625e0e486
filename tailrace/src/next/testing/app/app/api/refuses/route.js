import { Refusal } from "tailrace";
import { hop } from "../../../lib/backend";

export const GET = hop.forward(() => {
  throw new Refusal("invalid_request", "`limit` must be a number.");
});
