/** A route of the app's own, as it was before. */
export function GET(): Response {
  return Response.json({ hello: "from the app itself" });
}
