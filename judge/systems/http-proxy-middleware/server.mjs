// From the README of http-proxy-middleware, with the shutdown of Express's "Health Checks and Graceful Shutdown".
import express from "express";
import { createProxyMiddleware } from "http-proxy-middleware";

const { BACKEND_URL, HEADERS_TIMEOUT_MS, PORT } = process.env;
const options = { target: BACKEND_URL, changeOrigin: true, logger: console };

const app = express();
app.disable("x-powered-by");
// proxyTimeout counts silence, which is a stream's right: streams have none.
const streams = createProxyMiddleware({
  ...options,
  pathFilter: (path) => /^\/v1\/(workloads\/[^/]+\/logs|events)$/.test(path),
});
const others = createProxyMiddleware({ ...options, proxyTimeout: Number(HEADERS_TIMEOUT_MS), ws: true });
app.use("/api", streams, others);

const server = app.listen(Number(PORT), "127.0.0.1");
process.on("SIGTERM", () => server.close());
