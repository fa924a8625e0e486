import { hop } from "../../../../lib/backend";

export const GET = hop.forward(
  ({ path }) => `/rest?${new URLSearchParams(path.map((part) => ["part", part]))}`,
);
