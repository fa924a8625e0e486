/** Why the backend cannot start, in words for the person who starts it: what is wrong, where, what would be right. */
export class StartError extends Error {
  override name = "StartError";
}
