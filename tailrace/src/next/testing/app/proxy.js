export function proxy() {
  return new Response("guarded", { status: 401 });
}

export const config = { matcher: "/api/guarded/:path*" };
