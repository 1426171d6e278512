import { readSignature } from "../../../../../shared/signature/signature-input.ts";
import { type NearMiss, nearMiss } from "../near-miss.ts";

type SignatureHeaders = { readonly input: string; readonly signature: string };

/** A mistake in the two signature headers, and what they would be without it. */
interface Repair extends NearMiss {
  readonly mend: (headers: SignatureHeaders) => SignatureHeaders;
}

const standardBase64 = (text: string) => {
  const letters = text.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  return letters.padEnd(Math.ceil(letters.length / 4) * 4, "=");
};

const REPAIRS: readonly Repair[] = [
  {
    ...nearMiss("signature-colons"),
    mend: ({ input, signature }) => ({
      input,
      signature: signature.replace(/^([^=]+)=["':]*([A-Za-z0-9+/_=-]+?)["':]*$/, "$1=:$2:"),
    }),
  },
  {
    ...nearMiss("signature-base64url"),
    mend: ({ input, signature }) => ({
      input,
      signature: signature.replace(
        /=:([^:]*):$/,
        (_, text: string) => `=:${standardBase64(text.replace(/\s/g, ""))}:`,
      ),
    }),
  },
  {
    ...nearMiss("signature-label"),
    mend: ({ input, signature }) => ({
      input,
      signature: signature.replace(/^[^=]*=/, `${/^[^=]*/.exec(input)?.[0] ?? ""}=`),
    }),
  },
  {
    ...nearMiss("params-quotes"),
    mend: ({ input, signature }) => ({
      input: input
        .replace(/;\s*(keyid|alg|nonce|tag)=["']?([^;"']*)["']?/g, ';$1="$2"')
        .replace(/;\s*(created|expires)=["']?(\d+)(?:\.\d+)?["']?/g, ";$1=$2"),
      signature,
    }),
  },
  {
    ...nearMiss("component-list"),
    mend: ({ input, signature }) => ({
      input: input.replace(/\(([^)]*)\)/, (_, list: string) => {
        const names = list.split(/[\s,]+/).filter((name) => name !== "");
        return `(${names.map((name) => `"${name.replace(/["']/g, "")}"`).join(" ")})`;
      }),
      signature,
    }),
  },
];

const ONLY_ONE_HEADER = nearMiss("signature-header-missing");
const OLD_DRAFT = nearMiss("signature-old-draft");
const SEVERAL = nearMiss("signature-several");

/** What keeps the signature headers from being read, or from being seen at all. */
export function headerMisses(headers: ReadonlyMap<string, string>): readonly NearMiss[] {
  const input = headers.get("signature-input");
  const signature = headers.get("signature");
  if (/keyId="/.test(`${signature ?? ""} ${headers.get("authorization") ?? ""}`)) return [OLD_DRAFT];
  if (input === undefined && signature === undefined) return [];
  if (input === undefined || signature === undefined) return [ONLY_ONE_HEADER];
  if (/,\s*[a-z*][a-z0-9_.*-]*=:/.test(signature)) return [SEVERAL];
  return mending({ input, signature });
}

/** The fewest repairs that make the headers readable: one alone, or the first ones together. */
function mending(headers: SignatureHeaders): readonly NearMiss[] {
  for (const repair of REPAIRS) if (isReadable(repair.mend(headers))) return [missOf(repair)];
  let mended = headers;
  const made: NearMiss[] = [];
  for (const repair of REPAIRS) {
    const next = repair.mend(mended);
    if (next.input === mended.input && next.signature === mended.signature) continue;
    made.push(missOf(repair));
    mended = next;
    if (isReadable(mended)) return made;
  }
  return [];
}

const missOf = ({ name }: Repair): NearMiss => ({ name });

const isReadable = ({ input, signature }: SignatureHeaders) =>
  readSignature(
    new Map([
      ["signature-input", input],
      ["signature", signature],
    ]),
  ).kind === "read";
