import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { startBackend } from "judge/testing/backend";

const backend = await startBackend();
process.env.BACKEND_URL = `${backend.url}/base`;

let asked: string[];
let readiness: typeof import("./readiness").readiness;
const answerWith = (status: number) =>
  backend.handle((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(status).end("{}");
  });

afterAll(() => backend[Symbol.asyncDispose]());
beforeEach(async () => {
  asked = [];
  // Nothing of what the test before has learnt of the backend.
  vi.resetModules();
  ({ readiness } = await import("./readiness"));
});

test.for([200, 401, 404, 499])("a backend that answers %d is there", async (status) => {
  answerWith(status);
  expect(await readiness()).toEqual({ ready: true, draining: false, door: "closed", backend: "answers" });
  expect(asked).toEqual(["GET /base/v1/workloads"]);
});

test.for([500, 503])("a backend that answers %d is not ready, nor is the console", async (status) => {
  answerWith(status);
  expect(await readiness()).toEqual({
    ready: false,
    draining: false,
    door: "closed",
    backend: `status_${status}`,
  });
});

test("a backend that is down is named as unreachable", async () => {
  await backend.stop();
  try {
    expect(await readiness()).toEqual({
      ready: false,
      draining: false,
      door: "closed",
      backend: "backend_unreachable",
    });
  } finally {
    await backend.listen();
  }
});

test("a backend that does not answer in 2 s is a timeout", async () => {
  backend.handle(() => {});
  expect(await readiness()).toEqual({
    ready: false,
    draining: false,
    door: "closed",
    backend: "backend_timeout",
  });
});

test("a body that does not come to its end does not matter", async () => {
  backend.handle((_request, response) => void response.writeHead(200, { "content-length": 9 }).write("{"));
  expect((await readiness()).ready).toBe(true);
});

test("all who ask at once share one request to the backend", async () => {
  answerWith(200);
  const answers = await Promise.all(Array.from({ length: 20 }, readiness));
  expect(answers.every(({ ready }) => ready)).toBe(true);
  expect(asked).toHaveLength(1);
});

test("the backend is asked again a second after its answer, not before", async () => {
  answerWith(200);
  await readiness();
  const answered = performance.now();
  answerWith(500);
  vi.spyOn(performance, "now").mockReturnValue(answered + 900);
  expect((await readiness()).ready).toBe(true);
  expect(asked).toHaveLength(1);
  vi.spyOn(performance, "now").mockReturnValue(answered + 1_100);
  expect((await readiness()).ready).toBe(false);
  expect(asked).toHaveLength(2);
  vi.restoreAllMocks();
});

test("a shutdown is seen at once, even when the backend's state is still fresh", async () => {
  answerWith(200);
  expect((await readiness()).ready).toBe(true);
  const { hop } = await import("./backend");
  vi.spyOn(hop, "isDraining", "get").mockReturnValue(true);
  expect(await readiness()).toEqual({ ready: false, draining: true, door: "closed", backend: "answers" });
  expect(asked).toHaveLength(1);
  vi.restoreAllMocks();
});
