// As tutorials write it, at its best: streams both bodies, keeps status and headers, reads BACKEND_URL when asked.
export const dynamic = "force-dynamic";

async function handler(request, { params }) {
  const { path } = await params;
  const url = `${process.env.BACKEND_URL}/${path.join("/")}${request.nextUrl.search}`;
  const headers = new Headers(request.headers);
  headers.delete("host");
  const response = await fetch(url, {
    method: request.method,
    headers,
    body: request.body,
    duplex: "half",
    redirect: "manual",
    cache: "no-store",
  });
  return new Response(response.body, { status: response.status, headers: response.headers });
}

export {
  handler as GET,
  handler as HEAD,
  handler as POST,
  handler as PUT,
  handler as PATCH,
  handler as DELETE,
  handler as OPTIONS,
};
