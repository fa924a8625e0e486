import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import jsonPatch from "fast-json-patch";
import { parse, stringify } from "yaml";
import { describe, expect, test } from "vitest";
import { faults } from "./faults.ts";
import { hasKubectl, type Manifest, render } from "./render.ts";

const ENVIRONMENTS = ["dev", "staging", "prod"] as const;
const overlay = (name: string) => path.join(import.meta.dirname, "overlays", name);

/** Of what kubectl renders: nothing of `body` is done where there is none. */
function describeRendered(title: string, body: () => void): void {
  if (hasKubectl) describe(title, body);
  else test.skip(`${title} (kubectl is not installed)`, () => {});
}

// The Service of nobody, for what is not to be reached, apart from that of the console.
const byKind = (manifests: Manifest[]) =>
  Object.fromEntries(
    manifests.map((manifest) => {
      const nobody = manifest.metadata.name === "tailrace-nobody";
      return [nobody ? `${manifest.kind} of nobody` : manifest.kind, manifest];
    }),
  );

for (const environment of ENVIRONMENTS)
  describeRendered(environment, () => {
    const manifests = render(overlay(environment));

    test("is valid by the Kubernetes schemas", async () => {
      expect(manifests.map(({ kind }) => kind).sort()).toEqual([
        "Deployment",
        "HorizontalPodAutoscaler",
        "Ingress",
        "NetworkPolicy",
        "PodDisruptionBudget",
        "Service",
        "Service",
      ]);
      expect(await faults(manifests)).toEqual([]);
    });

    test("has a BACKEND_URL, replicas and a host of its own, which the console answers to, and nothing is left unset", () => {
      expect(JSON.stringify(manifests)).not.toContain("set-by-the-overlay");
      const { HorizontalPodAutoscaler, Deployment, Ingress } = byKind(manifests) as Record<string, any>;
      const { env } = Deployment.spec.template.spec.containers[0];
      const allowed = env.find(({ name }: any) => name === "ALLOWED_HOSTS").value;
      expect(allowed).toBe(Ingress.spec.rules[0].host);
      expect(Ingress.spec.tls[0].hosts).toEqual([allowed]);
      expect(HorizontalPodAutoscaler.spec.maxReplicas).toBeGreaterThan(
        HorizontalPodAutoscaler.spec.minReplicas,
      );
    });
  });

const IMAGE = "/Deployment/spec/template/spec/containers/0/image";
const differences = (one: Manifest[], other: Manifest[]) =>
  jsonPatch
    .compare(byKind(one), byKind(other))
    .map(({ op, path }) => `${op} ${path}`)
    .sort();

describeRendered("the environments", () => {
  test("differ in BACKEND_URL, replicas and host alone, and while a release is on its way in the image", () => {
    const [dev, ...others] = ENVIRONMENTS.map((environment) => render(overlay(environment)));
    for (const other of others)
      expect(differences(dev!, other).filter((difference) => difference !== `replace ${IMAGE}`)).toEqual([
        "replace /Deployment/spec/template/spec/containers/0/env/0/value",
        "replace /Deployment/spec/template/spec/containers/0/env/1/value",
        "replace /HorizontalPodAutoscaler/spec/maxReplicas",
        "replace /HorizontalPodAutoscaler/spec/minReplicas",
        "replace /Ingress/spec/rules/0/host",
        "replace /Ingress/spec/tls/0/hosts/0",
      ]);
  });

  test("are promoted one by one: a digest that one overlay is given is in the manifests of that alone", () => {
    const digest = `sha256:${"a".repeat(64)}`;
    // What `kustomize edit set image registry.example.com/tailrace@sha256:…` does.
    const images = [{ name: "registry.example.com/tailrace", digest }];
    const edited = renderEdited("staging", { images });
    for (const environment of ENVIRONMENTS) {
      const changes = environment === "staging" ? [`replace ${IMAGE}`] : [];
      expect(differences(render(overlay(environment)), edited[environment])).toEqual(changes);
    }
    const { Deployment } = byKind(edited.staging) as Record<string, any>;
    expect(Deployment.spec.template.spec.containers[0].image).toBe(`registry.example.com/tailrace@${digest}`);
  });
});

/** Everything rendered after the kustomization of one overlay has been changed. */
function renderEdited(
  environment: string,
  change: object,
): Record<(typeof ENVIRONMENTS)[number], Manifest[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "tailrace-kubernetes-"));
  for (const part of ["base", "environment", "gateway", "overlays"])
    cpSync(path.join(import.meta.dirname, part), path.join(folder, part), { recursive: true });
  const file = path.join(folder, "overlays", environment, "kustomization.yaml");
  writeFileSync(file, stringify({ ...(parse(readFileSync(file, "utf8")) as object), ...change }));
  const rendered = (name: string) => render(path.join(folder, "overlays", name));
  const all = { dev: rendered("dev"), staging: rendered("staging"), prod: rendered("prod") };
  rmSync(folder, { recursive: true });
  return all;
}

test.runIf(hasKubectl)(
  "with the Gateway API there is an HTTPRoute in place of the Ingress, valid by its schema, without a time-out",
  async () => {
    const { prod } = renderEdited("prod", { components: ["../../gateway", "../../environment"] });
    const { HTTPRoute, Service, Deployment, ...others } = byKind(prod) as Record<string, any>;
    expect(others).not.toHaveProperty("Ingress");
    expect(await faults(prod)).toEqual([]);
    expect(others).not.toHaveProperty("Service of nobody");
    const rules = HTTPRoute.spec.rules.map(({ matches: [{ path }], backendRefs }: any) => ({
      ...path,
      to: backendRefs?.[0].name,
    }));
    expect(leadsTo(rules, "PathPrefix")).toEqual({
      ...EVERYWHERE,
      "/readyz": undefined,
      "/readyz/": undefined,
    });
    const rule = HTTPRoute.spec.rules.at(-1);
    expect(rule.timeouts).toEqual({ request: "0s", backendRequest: "0s" });
    expect(rule.backendRefs).toEqual([{ name: Service.metadata.name, port: Service.spec.ports[0].port }]);
    const { env } = Deployment.spec.template.spec.containers[0];
    const allowed = env.find(({ name }: any) => name === "ALLOWED_HOSTS").value;
    expect(HTTPRoute.spec.hostnames).toEqual([allowed]);
  },
);

test.runIf(hasKubectl).for([
  ["a misspelt field", "/spec/template/spec/containers/0/readinessProbe/periodSecond", 5, "periodSecond"],
  ["a value of a wrong type", "/spec/template/spec/terminationGracePeriodSeconds", "30s", "must be integer"],
  ["a quantity that is none", "/spec/template/spec/containers/0/resources/limits/memory", "1 GB", "memory"],
] as const)("%s would be found", async ([, path, value, named]) => {
  const manifests = render(overlay("dev"));
  const { Deployment } = byKind(manifests);
  jsonPatch.applyOperation(Deployment, { op: "add", path, value });
  expect((await faults(manifests)).join("\n")).toContain(named);
});

describeRendered("what belongs together", () => {
  const manifests = byKind(render(overlay("prod"))) as Record<string, any>;
  const { Deployment, Service, Ingress, HorizontalPodAutoscaler, PodDisruptionBudget, NetworkPolicy } =
    manifests;
  const pod = Deployment.spec.template.spec;
  const web = pod.containers[0];
  const env = Object.fromEntries(web.env.map(({ name, value }: any) => [name, value]));

  test("a pod has time for preStop and the whole of SHUTDOWN_GRACE_MS", () => {
    const seconds = web.lifecycle.preStop.sleep.seconds + Number(env.SHUTDOWN_GRACE_MS) / 1_000;
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(seconds);
  });

  test("every variable is one that .env.example or the server knows", () => {
    const example = readFileSync(path.join(import.meta.dirname, "../../.env.example"), "utf8");
    const known = ["PORT", "HOSTNAME", ...[...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)];
    expect(known).toEqual(expect.arrayContaining(Object.keys(env)));
    expect(env.PORT).toBe(String(web.ports[0].containerPort));
  });

  test("selectors, names and ports meet", () => {
    const { labels } = Deployment.spec.template.metadata;
    expect(Deployment.spec.selector.matchLabels).toEqual(labels);
    expect(Service.spec.selector).toEqual(labels);
    expect(PodDisruptionBudget.spec.selector.matchLabels).toEqual(labels);
    expect(NetworkPolicy.spec.podSelector.matchLabels).toEqual(labels);
    expect(HorizontalPodAutoscaler.spec.scaleTargetRef).toMatchObject({
      apiVersion: Deployment.apiVersion,
      kind: Deployment.kind,
      name: Deployment.metadata.name,
    });
    const { service } = Ingress.spec.rules[0].http.paths.at(-1).backend;
    expect(service.name).toBe(Service.metadata.name);
    expect(service.port.name).toBe(Service.spec.ports[0].name);
    const { name } = web.ports[0];
    expect(Service.spec.ports[0].targetPort).toBe(name);
    expect(NetworkPolicy.spec.ingress[0].ports[0].port).toBe(name);
    expect(NetworkPolicy.spec.ingress).toHaveLength(2);
    for (const probe of ["startupProbe", "readinessProbe", "livenessProbe"])
      expect(web[probe].httpGet.port).toBe(name);
  });

  test("from outside /readyz leads to nobody, and all else to the console", () => {
    const rules = Ingress.spec.rules[0].http.paths.map(({ path, pathType, backend }: any) => ({
      value: path,
      type: pathType,
      to: backend.service.name,
    }));
    const nobody = "tailrace-nobody";
    expect(leadsTo(rules, "Prefix")).toEqual({ ...EVERYWHERE, "/readyz": nobody, "/readyz/": nobody });
    expect(manifests["Service of nobody"]).toMatchObject({ metadata: { name: nobody } });
    expect(manifests["Service of nobody"].spec).not.toHaveProperty("selector");
  });

  test("Prometheus finds the metrics where the server has them, and the policy lets it in there alone", () => {
    const { annotations } = Deployment.spec.template.metadata;
    expect(annotations["prometheus.io/port"]).toBe(env.METRICS_PORT);
    const metrics = web.ports.find(({ containerPort }: any) => String(containerPort) === env.METRICS_PORT);
    expect(NetworkPolicy.spec.ingress[1].ports).toEqual([{ protocol: "TCP", port: metrics.name }]);
    expect(NetworkPolicy.spec.ingress[0].ports).toEqual([{ protocol: "TCP", port: web.ports[0].name }]);
  });

  test("requests and limits follow from what docs/benchmarks.md has measured at 5,000 streams", () => {
    const { requests, limits } = web.resources;
    const taken = measured("Memory per open stream, kB", 4); // MB of 1,024 kB, as those are of 1,024 bytes
    expect(mebibytes(requests.memory)).toBeGreaterThan(taken);
    expect(mebibytes(limits.memory)).toBeGreaterThan(2 * taken);
    const cores = (5_000 * measured("CPU per event, µs", 3)) / 1e6;
    expect(parseInt(requests.cpu) / 1_000).toBeGreaterThan(cores);
    // Two thirds of the one core that JavaScript has.
    const { averageUtilization } = HorizontalPodAutoscaler.spec.metrics[0].resource.target;
    const target = (averageUtilization / 100) * (parseInt(requests.cpu) / 1_000);
    expect(target).toBeCloseTo(2 / 3, 1);
  });

  test("the policy lets the pod out to BACKEND_URL's port and to DNS only", () => {
    const ports = NetworkPolicy.spec.egress.flatMap((rule: any) => rule.ports.map(({ port }: any) => port));
    expect(ports).toEqual([Number(new URL(env.BACKEND_URL).port), 53, 53]);
    expect(NetworkPolicy.spec.policyTypes).toEqual(["Ingress", "Egress"]);
  });
});

const PATHS = ["/", "/readyz", "/readyz/", "/readyzs", "/healthz", "/api/v1/readyz"];
const EVERYWHERE = Object.fromEntries(PATHS.map((path) => [path, "tailrace"]));

/** Where rules lead each of `PATHS`: by prefix, element by element, and the longest one wins (networking.k8s.io/v1, and GEP-820). */
function leadsTo(rules: { type: string; value: string; to?: string }[], prefix: string) {
  for (const { type } of rules) expect(type).toBe(prefix);
  const longestFirst = rules.toSorted((one, other) => other.value.length - one.value.length);
  const elements = (path: string) => path.replace(/\/+$/, "") + "/";
  const rule = (path: string) => longestFirst.find(({ value }) => elements(path).startsWith(elements(value)));
  return Object.fromEntries(PATHS.map((path) => [path, rule(path)?.to]));
}

/** Tailrace's figure in a column of one of the tables in docs/benchmarks.md. */
function measured(heading: string, column: number): number {
  const text = readFileSync(path.join(import.meta.dirname, "../../docs/benchmarks.md"), "utf8");
  const section = text.split(/^#+ /m).find((section) => section.startsWith(heading))!;
  const row = section.split("\n").find((line) => line.startsWith("| tailrace "))!;
  return parseFloat(row.split("|")[column + 1]!);
}

const mebibytes = (quantity: string) => parseInt(quantity) * (quantity.endsWith("Gi") ? 1_024 : 1);
