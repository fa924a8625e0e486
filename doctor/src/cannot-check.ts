/** There is nothing to check, or no way to it: the command's exit code is 2, with `message` as the reason. */
export class CannotCheck extends Error {
  override name = "CannotCheck";
}
