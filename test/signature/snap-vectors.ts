import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";

interface Transaction {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly timestamp: string;
  /** As it is sent. */
  readonly body: string;
  /** What was hashed, where that is not the body as it is sent. */
  readonly minifiedBody?: string;
  readonly bodySha256: string;
  readonly stringToSign: string;
  readonly signature: string;
}

/** Known answers that were computed by other programs than ours, and signatures that have to be refused. */
export interface SnapVectors {
  readonly transactions: readonly (Transaction & { readonly secret: string; readonly token: string })[];
  readonly transactionsWithoutToken: readonly (Transaction & {
    readonly publicKey: string;
    readonly signatureInHex: string;
  })[];
  readonly tokenCalls: readonly {
    readonly name: string;
    readonly clientKey: string;
    readonly timestamp: string;
    readonly publicKey: string;
    readonly stringToSign: string;
    readonly signature: string;
  }[];
  readonly hmacs: readonly {
    readonly name: string;
    readonly secret: string;
    readonly text: string;
    readonly signature: string;
    readonly signatureInHex: string;
  }[];
  readonly bodyHashes: readonly { readonly name: string; readonly body: string; readonly sha256: string }[];
  readonly mustFail: readonly { readonly name: string; readonly of: string; readonly signature: string }[];
}

export const SNAP_VECTORS: SnapVectors = JSON.parse(
  readFileSync(new URL("./snap-vectors.json", import.meta.url), "utf8"),
);

/** The vector of a list that has this name. */
export function named<T extends { readonly name: string }>(list: readonly T[], name: string): T {
  const found = list.find((each) => each.name === name);
  if (!found) throw new Error(`no vector is called ${name}`);
  return found;
}

/** A public key of the vectors as PEM. */
export const pemOf = (spki: string): string =>
  createPublicKey({ key: Buffer.from(spki, "base64"), format: "der", type: "spki" })
    .export({ format: "pem", type: "spki" })
    .toString();
