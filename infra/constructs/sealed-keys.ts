import { RemovalPolicy } from "aws-cdk-lib";
import { Key } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { KEY_PURPOSE_CONTEXT, type KeyPurpose } from "../../shared/seal/kms-unwrapper.ts";
import type { KanalFunction } from "./kanal-function.ts";
import { namedParameter } from "./named-parameter.ts";

/**
 * Kanal's own keys, which no template ever holds: each was made by a person, encrypted under `key` with its purpose as encryption context, and comes in
 * as the ciphertext, a parameter of the stack. The first deployment makes `key` and leaves the parameters empty; the functions then stop at init and say
 * which setting they miss.
 */
export class SealedKeys extends Construct {
  readonly key: Key;
  readonly ciphertexts: Readonly<Record<KeyPurpose, string>>;
  /** The public halves of the signing keys, a JSON Web Key Set as text. */
  readonly jwks: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, "Key", {
      description:
        "Kanal: wraps the keys that hash NIKs, seal fields, sign what we say, open what the core says and seal console sessions",
      enableKeyRotation: true,
      // Without it no NIK in the ledger can ever be found or read again.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.ciphertexts = {
      "nik-hash": this.#ciphertext("NikHashKey", "nik-hash"),
      data: this.#ciphertext("DataKey", "data"),
      token: this.#ciphertext("TokenKey", "token"),
      answer: this.#ciphertext("AnswerKey", "answer"),
      core: this.#ciphertext("CoreKey", "core"),
      feed: this.#ciphertext("FeedKey", "feed"),
      audit: this.#ciphertext("AuditKey", "audit"),
      session: this.#ciphertext("SessionKey", "session"),
    };
    const jwks = "Public keys that check what Kanal signs: a JSON Web Key Set";
    this.jwks = namedParameter(this, "Jwks", jwks).valueAsString;
  }

  /** Lets a function open the ciphertexts of these purposes and of no other. */
  allow(user: KanalFunction, purposes: readonly KeyPurpose[]): void {
    user.allow({
      actions: ["kms:Decrypt"],
      resources: [this.key.keyArn],
      conditions: { StringEquals: { [`kms:EncryptionContext:${KEY_PURPOSE_CONTEXT}`]: [...purposes] } },
    });
  }

  #ciphertext(id: string, purpose: KeyPurpose): string {
    const made = namedParameter(this, id, `Ciphertext of the ${purpose} key as KMS made it, base64`);
    made.allowedPattern = "^[A-Za-z0-9+/]*={0,2}$";
    return made.valueAsString;
  }
}
