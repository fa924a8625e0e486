import path from "node:path";
import ts from "typescript";
import type { Manifest } from "./render.ts";

/**
 * What is wrong with manifests by the Kubernetes schemas that the npm package `kubernetes-models` carries: missing fields and
 * wrong values by its validators, fields that there are none of by its types. Empty when nothing is.
 *
 * It does not see what only a cluster knows: whether names and selectors meet, admission policies, annotations, whether the
 * cluster's version has a field.
 */
export async function faults(manifests: Manifest[]): Promise<string[]> {
  const found = await Promise.all(manifests.map(valueFaults));
  return [...found.flat(), ...typeFaults(manifests)];
}

const moduleOf = ({ apiVersion }: Manifest) =>
  `${apiVersion.startsWith("gateway.") ? "@kubernetes-models/gateway-api" : "kubernetes-models"}/${apiVersion}`;

async function valueFaults(manifest: Manifest): Promise<string[]> {
  const models = (await import(moduleOf(manifest))) as Record<string, ModelClass | undefined>;
  const Model = models[manifest.kind];
  if (!Model) return [`${manifest.apiVersion} has no ${manifest.kind}`];
  try {
    new Model(manifest).validate();
    return [];
  } catch (error) {
    return [`${manifest.kind}: ${(error as Error).message}`];
  }
}
type ModelClass = new (data: unknown) => { validate(): void };

/** An object literal with a property that its type does not have is a type error, at any depth. */
function typeFaults(manifests: Manifest[]): string[] {
  const file = path.join(import.meta.dirname, "manifests.ts");
  const source = manifests
    .map((manifest, index) => {
      const type = `import(${JSON.stringify(moduleOf(manifest))}).I${manifest.kind}`;
      return `export const _${index}: ${type} = ${JSON.stringify(manifest, null, 1)};`;
    })
    .join("\n");
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? source : readFile(name));
  host.getSourceFile = (name, version, ...rest) =>
    name === file ? ts.createSourceFile(name, source, version) : getSourceFile(name, version, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}
