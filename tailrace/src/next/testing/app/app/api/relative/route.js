import { hop } from "../../../lib/backend";

export const GET = hop.forward(() => "no-slash-before-it", { headers: async () => {} });
