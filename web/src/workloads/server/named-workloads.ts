/** Rows of more logs than these cannot be told apart, and each is a stream of its own. */
export const MOST_LOGS = 20;

/** The ids that an address names by `name`, each once, and how many more there are than can be followed. */
export function namedIds(value: string | string[] | undefined): { ids: string[]; more: number } {
  const all = [...new Set([value ?? []].flat())].filter((id) => id !== "");
  return { ids: all.slice(0, MOST_LOGS), more: Math.max(0, all.length - MOST_LOGS) };
}
