/** Checks the environment, and ends the process if it is not valid; then prepares requests and the shutdown. */
export async function boot(): Promise<void> {
  try {
    await import("./env");
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
  const { trackRequests } = await import("./lib/access");
  const { requestLog } = await import("./lib/request-log");
  trackRequests([requestLog]);
  const { endStreamsOnShutdown } = await import("./lib/shutdown");
  endStreamsOnShutdown();
}
