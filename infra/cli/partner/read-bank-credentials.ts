import { createPrivateKey, createPublicKey } from "node:crypto";
import * as z from "zod/mini";
import type { BankCredentials } from "../../../shared/partner/bank-credentials.ts";
import type { Credential } from "../../../shared/partner/credential.ts";
import { judgeKey } from "../../../shared/partner/judge-key.ts";
import { faultList, formFaults } from "./file-faults.ts";
import { faultWords } from "./key-words.ts";
import { PartnerStop } from "./partner-stop.ts";
import { readJsonFile } from "./read-json-file.ts";

/** What goes into a header or a signed string: one line of printable ASCII. */
const headerText = (most: number) => z.string().check(z.regex(new RegExp(`^[\\x21-\\x7e]{1,${most}}$`)));

const CredentialsFile = z.strictObject({
  clientKey: headerText(64),
  xPartnerId: headerText(36),
  channelId: headerText(5),
  clientSecret: headerText(1_024),
  privateKeyPem: z.string().check(z.minLength(1), z.maxLength(16_384)),
});

/** Our credentials at a bank as a file gave them, with what may be shown of them. */
export interface GivenCredentials {
  readonly credentials: BankCredentials;
  /** The public half of our key: what the bank verifies us with. */
  readonly publicKey: Credential;
  /** What we cannot change ourselves, and should ask the bank to. */
  readonly warnings: readonly string[];
}

/** Reads the file with our credentials at one bank. No message of it repeats a value. @throws PartnerStop for a file of another form, and for a key that is weak or none */
export function readCredentialsFile(file: string): GivenCredentials {
  const content = readJsonFile(file, { mayQuote: false });
  const read = z.safeParse(CredentialsFile, content);
  if (!read.success) throw new PartnerStop(faultList(file, formFaults(read.error, content)));
  const { privateKeyPem, publicKey } = ourKey(file, read.data.privateKeyPem);
  const fault = judgeKey({ kind: "hmac-secret", secret: read.data.clientSecret, keyId: "", state: "active" });
  // The bank chose its secret; without it we could not ask at all. Ours is the key, and that one is refused.
  const warnings = fault
    ? [`clientSecret: ${faultWords(fault)}. Minta yang lain kepada bank / Ask the bank for another`]
    : [];
  return { credentials: { ...read.data, privateKeyPem }, publicKey, warnings };
}

/** Our private key as PKCS#8, and its public half judged as a partner's would be. */
function ourKey(
  file: string,
  given: string,
): Pick<BankCredentials, "privateKeyPem"> & { publicKey: Credential } {
  let pair: { readonly privateKeyPem: string; readonly publicKeyPem: string };
  try {
    const key = createPrivateKey(given);
    pair = {
      privateKeyPem: key.export({ type: "pkcs8", format: "pem" }).toString(),
      publicKeyPem: createPublicKey(key).export({ type: "spki", format: "pem" }).toString(),
    };
  } catch {
    const words =
      "bukan kunci privat PEM tanpa sandi / not a private key in PEM without a passphrase (-----BEGIN PRIVATE KEY-----)";
    throw new PartnerStop(faultList(file, [`privateKeyPem: ${words}`]));
  }
  const { privateKeyPem, publicKeyPem } = pair;
  const publicKey: Credential = { kind: "rsa-public-key", publicKeyPem, keyId: "", state: "active" };
  const fault = judgeKey(publicKey);
  if (fault) throw new PartnerStop(faultList(file, [`privateKeyPem: ${faultWords(fault)}`]));
  return { privateKeyPem, publicKey };
}
