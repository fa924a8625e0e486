import { NextResponse } from "next/server";

/** As an app may have one: it marks its pages, and leaves /api alone. */
export function proxy(): NextResponse {
  const response = NextResponse.next();
  response.headers.set("x-page", "1");
  return response;
}

export const config = { matcher: "/((?!api|backend|_next).*)" };
