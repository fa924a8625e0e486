/** What an answer that is not the one hoped for says: its status and, of a problem+json (RFC 9457), title and detail. */
export async function problemText(response: Response): Promise<string> {
  const { title, detail } = await problemOf(response);
  const what = `${response.status} ${title ?? response.statusText}`.trim();
  return detail ? `${what}: ${detail}` : `${what}.`;
}

async function problemOf(response: Response): Promise<{ title?: string; detail?: string }> {
  if (!response.headers.get("content-type")?.startsWith("application/problem+json")) return {};
  const problem: unknown = await response.json().catch(() => undefined);
  const text = (name: string) => {
    const value: unknown = (problem as Record<string, unknown> | null | undefined)?.[name];
    return typeof value === "string" ? value : undefined;
  };
  return { title: text("title"), detail: text("detail") };
}
