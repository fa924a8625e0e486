/** One request; its answer's status and JSON. */
export async function json(
  method: string,
  url: string,
): Promise<{ status: number; type: string | null; body: any }> {
  const response = await fetch(url, { method });
  return { status: response.status, type: response.headers.get("content-type"), body: await response.json() };
}
