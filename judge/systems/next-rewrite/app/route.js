export const GET = () => new Response("An app has to have a route.");
