import { path } from "tailrace";
import { hop } from "../../../../lib/backend";

export const GET = hop.forward(({ id }) => path`/declared/${id}/x`);
