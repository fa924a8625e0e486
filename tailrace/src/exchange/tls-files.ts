import { X509Certificate } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { createSecureContext } from "node:tls";

/** Paths of files in PEM: by whom a backend that speaks TLS is known, and how it knows who asks. */
export interface TlsFiles {
  /** The authorities that the backend's certificate may be of, in place of those that Node knows. */
  ca?: string;
  /** The certificate that the backend is shown, followed by those between it and its authority. */
  cert?: string;
  /** The certificate's private key, without a passphrase. */
  key?: string;
}

const NAMES = ["ca", "cert", "key"] as const;

/** What is in the files. Throws an `Error` that names the file with which something is wrong. */
export function readTlsFiles(files: TlsFiles): Partial<Record<(typeof NAMES)[number], Buffer>> {
  if (!files.cert !== !files.key)
    throw new Error("tls.cert and tls.key go together, and one of them is missing.");
  const read: ReturnType<typeof readTlsFiles> = {};
  for (const name of NAMES) {
    const file = files[name];
    if (!file) continue;
    try {
      read[name] = readFileSync(file);
    } catch (error) {
      throw new Error(
        `tls.${name} is ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code}).`,
      );
    }
    if (name === "key") continue;
    try {
      new X509Certificate(read[name]);
    } catch {
      throw new Error(
        `tls.${name} is ${file}, which has no certificate in PEM (-----BEGIN CERTIFICATE-----).`,
      );
    }
  }
  try {
    createSecureContext(read);
  } catch (error) {
    const { cert, key } = files;
    throw new Error(`tls.key is ${key}, which is not the private key of ${cert}, in PEM.`, { cause: error });
  }
  return read;
}

/** Says by another value that one of the files has changed, or has come or gone. */
export function versionOf(files: TlsFiles): string {
  return NAMES.map((name) => {
    const file = files[name] && statSync(files[name], { throwIfNoEntry: false });
    return file ? `${file.ino} ${file.mtimeMs} ${file.size}` : "";
  }).join();
}
