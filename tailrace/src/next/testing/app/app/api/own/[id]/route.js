export const GET = async (_request, { params }) => new Response(`own ${(await params).id}`);
