// Completes what `next build` leaves in .next/standalone, so that it runs from any folder with nothing else.
import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

// Next's server takes a PORT that is no number for 3000, and says nothing; by the time env.ts is read PORT says 3000, too.
const server = path.join(standalone, "server.js");
const CHECK = `
const { PORT } = process.env;
if (PORT && !(/^\\d+$/.test(PORT) && PORT >= 1 && PORT <= 65535)) {
  console.error(
    "The environment is not valid:\\n  PORT is not a port's number, 1 to 65535 (it is " + JSON.stringify(PORT) + ")" +
    "\\nSee .env.example for every variable.",
  );
  process.exit(1);
}
`;
writeFileSync(server, CHECK + readFileSync(server, "utf8"));
