export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { hop, second } = await import("./lib/backend");
  await hop.register();
  await second.register();
}
