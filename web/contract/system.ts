import { startWebServer, type WebServer } from "../testing/web-server";

/** Starts what is under test in front of the backend at `backendUrl`. */
export function startSystem(backendUrl: string, env: Record<string, string> = {}): Promise<WebServer> {
  return startWebServer({ BACKEND_URL: backendUrl, ...env });
}
