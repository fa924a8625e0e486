import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { backendRunning } from "./testing/backend.ts";
import { json } from "./testing/http.ts";

const RUNS = `setInterval(() => {}, 1e6)`;

function problem(status: number, title: string, detail: string) {
  return { status, type: "application/problem+json", body: { type: "about:blank", title, status, detail } };
}

test.each([
  ["GET", "/v1/workloads/x%2Fy", 'There is no workload "x/y".'],
  ["GET", "/v1/workloads/nope/logs", 'There is no workload "nope".'],
  ["POST", "/v1/workloads/nope/stop", 'There is no workload "nope".'],
  ["POST", "/v1/workloads/nope/restart", 'There is no workload "nope".'],
  ["GET", "/v1/workloads/%E0%A4", 'There is no workload "%E0%A4".'],
  ["GET", "/v2/anything", "There is nothing at /v2/anything."],
  ["DELETE", "/", "There is nothing at /."],
])("%s %s is a 404 problem", async (method, path, detail) => {
  const { url } = await backendRunning(RUNS);
  expect(await json(method, url + path)).toEqual(problem(404, "Not Found", detail));
});

test.each(["-1", "1.5", "ten", "", "1e3", " 1"])(
  "tail=%s is a 400 problem that says what would be right",
  async (tail) => {
    const { url } = await backendRunning(RUNS);
    const detail = `tail must be a whole number of lines, such as tail=100, not "${tail}".`;
    expect(await json("GET", `${url}/v1/workloads/w/logs?tail=${tail}`)).toEqual(
      problem(400, "Bad Request", detail),
    );
  },
);

test.each(["since", "until"])("a %s that is no time with its offset is a 400 problem", async (name) => {
  const { url } = await backendRunning(RUNS);
  for (const time of ["yesterday", "2026-03-01", "2026-03-01T12:00:00", "2026-13-01T12:00:00Z", ""]) {
    const detail = `${name} must be a time such as ${name}=2026-03-01T12:00:00Z, not "${time}".`;
    expect(await json("GET", `${url}/v1/workloads/w/logs?${name}=${time}`)).toEqual(
      problem(400, "Bad Request", detail),
    );
  }
});

test("another follow than true or false is a 400 problem", async () => {
  const { url } = await backendRunning(RUNS);
  const detail = 'follow must be true or false, not "no".';
  expect(await json("GET", `${url}/v1/workloads/w/logs?follow=no`)).toEqual(
    problem(400, "Bad Request", detail),
  );
});

test("a method that a path does not have is a 405 problem with the methods it has", async () => {
  const { url } = await backendRunning(RUNS);
  const response = await fetch(`${url}/v1/workloads/w/stop`);
  expect(response.headers.get("allow")).toBe("POST");
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({ status: 405 });
  expect((await fetch(`${url}/v1/workloads`, { method: "PUT", body: "x" })).headers.get("allow")).toBe(
    "GET, HEAD",
  );
});

test("HEAD of a stream is its headers, and is over", async () => {
  const { url } = await backendRunning(RUNS);
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write("HEAD /v1/workloads/w/logs HTTP/1.1\r\nHost: localhost\r\n\r\n");
  let answer = "";
  for await (const chunk of socket) answer += chunk; // Until the backend closes.
  expect(answer).toContain("HTTP/1.1 200 OK");
  expect(answer).toContain("content-type: text/event-stream");
});

test("a request under another host's name is refused: a page that has rebound its name to this machine", async () => {
  const { url } = await backendRunning(RUNS);
  const get = async (host: string) => {
    const [response] = await once(request(`${url}/v1/workloads`, { headers: { host } }).end(), "response");
    response.resume();
    return response.statusCode;
  };
  expect(await get("evil.example:8080")).toBe(403);
  expect(await get("localhost:8080")).toBe(200);
  expect(await get("127.0.0.1")).toBe(200);
});
