// Completes what `next build` leaves in .next/standalone, so that it runs from any folder with nothing else.
import { cpSync, existsSync, globSync, rmSync } from "node:fs";
import path from "node:path";

const web = path.join(import.meta.dirname, "..");
const standalone = path.join(web, ".next/standalone/web");

// Next leaves static files out, for a CDN to serve; here the server serves them itself.
cpSync(path.join(web, ".next/static"), path.join(standalone, ".next/static"), { recursive: true });
if (existsSync(path.join(web, "public"))) {
  cpSync(path.join(web, "public"), path.join(standalone, "public"), { recursive: true });
}

// Next copies .env files in; they would give one environment's addresses to every other one that runs this build.
for (const file of globSync(".env*", { cwd: standalone })) rmSync(path.join(standalone, file));
