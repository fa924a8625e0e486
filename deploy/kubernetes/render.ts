import { execFileSync } from "node:child_process";
import { parseAllDocuments } from "yaml";

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  [field: string]: unknown;
}

/** Whether there is a kubectl, whose kustomize renders; where there is none, a line says so. */
export const hasKubectl = (() => {
  try {
    execFileSync("kubectl", ["version", "--client"], { stdio: "ignore" });
    return true;
  } catch {
    console.log("kubectl is not installed: what is tested of Kubernetes' manifests is skipped.");
    return false;
  }
})();

/** The manifests of a folder that has a kustomization.yaml, as `kubectl apply -k` would send them. */
export function render(folder: string): Manifest[] {
  const printed = execFileSync("kubectl", ["kustomize", folder], { encoding: "utf8" });
  return parseAllDocuments(printed).map((document) => document.toJS() as Manifest);
}
