import { hop } from "../../../lib/backend";

export const GET = hop.forward(() => "/from-mixed");
export const POST = () => new Response("own");
