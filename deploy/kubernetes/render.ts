// What `kubectl kustomize` prints, for machines without it: as much of kustomize as the folders here make use of.
import { readFileSync } from "node:fs";
import path from "node:path";
import jsonPatch, { type Operation } from "fast-json-patch";
import { parse, parseAllDocuments } from "yaml";

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  [field: string]: unknown;
}

interface Kustomization {
  apiVersion: string;
  kind: "Kustomization";
  resources: string[];
  patches?: { target: { kind: string }; patch: string }[];
}

const KNOWN = ["apiVersion", "kind", "resources", "patches"];

/** The manifests of a folder that has a kustomization.yaml. Throws for any of its fields that is not known here. */
export function render(folder: string): Manifest[] {
  const kustomization = parse(readFileSync(path.join(folder, "kustomization.yaml"), "utf8")) as Kustomization;
  for (const field in kustomization) {
    if (!KNOWN.includes(field))
      throw new Error(`${folder}: ${field} is not known here; use kubectl kustomize.`);
  }
  const manifests = kustomization.resources.flatMap((resource) => {
    const place = path.join(folder, resource);
    if (!resource.endsWith(".yaml")) return render(place);
    return parseAllDocuments(readFileSync(place, "utf8")).map((document) => document.toJS() as Manifest);
  });
  for (const { target, patch } of kustomization.patches ?? []) {
    const targets = manifests.filter(({ kind }) => kind === target.kind);
    if (targets.length === 0) throw new Error(`${folder}: there is no ${target.kind} to patch.`);
    for (const manifest of targets) jsonPatch.applyPatch(manifest, parse(patch) as Operation[], true);
  }
  return manifests;
}
