import { generate } from "selfsigned";

/** In PEM. */
export interface Certificate {
  cert: string;
  key: string;
}

/** A private authority, and what makes certificates of it, for a server at 127.0.0.1 or for who asks one. */
export async function newAuthority() {
  const { cert, private: key } = await generate(named("a private authority"), {
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "keyUsage", keyCertSign: true },
    ],
  });
  return {
    cert,
    async issue(name: string, use: "client" | "server"): Promise<Certificate> {
      const issued = await generate(named(name), {
        algorithm: "sha256",
        ca: { key, cert },
        extensions: [
          { name: "keyUsage", digitalSignature: true, keyEncipherment: true },
          { name: "extKeyUsage", serverAuth: use === "server", clientAuth: use === "client" },
          { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
        ],
      });
      return { cert: issued.cert, key: issued.private };
    },
  };
}

const named = (value: string) => [{ name: "commonName", value }];
