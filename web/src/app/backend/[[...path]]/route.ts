import { forward } from "@/lib/forward";
import { apiPath } from "@/lib/api-path";

export const dynamic = "force-dynamic";

const handler = forward((_params, request) => apiPath(request));

export {
  handler as GET,
  handler as HEAD,
  handler as POST,
  handler as PUT,
  handler as PATCH,
  handler as DELETE,
  handler as OPTIONS,
};
