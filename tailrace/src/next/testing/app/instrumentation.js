export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { hop } = await import("./lib/backend");
  await hop.register();
}
