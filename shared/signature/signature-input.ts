import {
  readSfDictionary,
  type SfBare,
  type SfInnerList,
  type SfItem,
  writeItem,
} from "./structured-fields.ts";

/** One signature as its two headers state it (RFC 9421 sections 4.1 and 4.2). Nothing in it is proven. */
export interface SignatureInput {
  /** What is covered, with its parameters: all of it goes into the signature base. */
  readonly covered: SfInnerList;
  /** Epoch seconds. */
  readonly created: number | undefined;
  readonly expires: number | undefined;
  readonly keyId: string | undefined;
  readonly algorithm: string | undefined;
  readonly signature: Buffer;
}

export type SignatureReading =
  | { readonly kind: "absent" }
  | { readonly kind: "malformed" }
  | { readonly kind: "read"; readonly input: SignatureInput };

/** Room for everything a request has; more is not worth the work. */
const COMPONENTS_MAX = 32;

/**
 * Reads the Signature-Input and Signature headers. Exactly one signature is taken: with several, which one counts would be the reader's
 * choice. A component that is named twice is malformed (RFC 9421 section 2).
 */
export function readSignature(headers: ReadonlyMap<string, string>): SignatureReading {
  const inputHeader = headers.get("signature-input");
  const signatureHeader = headers.get("signature");
  if (inputHeader === undefined && signatureHeader === undefined) return { kind: "absent" };
  const [label, covered, ...more] = [...(readSfDictionary(inputHeader ?? "") ?? [])].flat();
  const signatures = readSfDictionary(signatureHeader ?? "");
  if (typeof label !== "string" || more.length > 0 || signatures?.size !== 1) return { kind: "malformed" };
  const signature = signatures.get(label);
  if (!signature || !("bare" in signature) || signature.bare.type !== "bytes") return { kind: "malformed" };
  if (!covered || typeof covered === "string" || !("items" in covered)) return { kind: "malformed" };
  if (covered.items.length > COMPONENTS_MAX || !areComponents(covered.items)) return { kind: "malformed" };
  const { parameters } = covered;
  const [created, expires] = [numberOf(parameters.get("created")), numberOf(parameters.get("expires"))];
  const [keyId, algorithm] = [textOf(parameters.get("keyid")), textOf(parameters.get("alg"))];
  if ([created, expires, keyId, algorithm].includes(null)) return { kind: "malformed" };
  return {
    kind: "read",
    input: {
      covered,
      created: created ?? undefined,
      expires: expires ?? undefined,
      keyId: keyId ?? undefined,
      algorithm: algorithm ?? undefined,
      signature: signature.bare.value,
    },
  };
}

function areComponents(items: readonly SfItem[]): boolean {
  const names = items.map(writeItem);
  return items.every(({ bare }) => bare.type === "string") && new Set(names).size === names.length;
}

/** Undefined when it is not there, null when it is something else. */
function numberOf(bare: SfBare | undefined): number | null | undefined {
  if (bare === undefined) return undefined;
  return bare.type === "integer" ? bare.value : null;
}

function textOf(bare: SfBare | undefined): string | null | undefined {
  if (bare === undefined) return undefined;
  return bare.type === "string" ? bare.value : null;
}
