import { CfnParameter, RemovalPolicy } from "aws-cdk-lib";
import { Key } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { KEY_PURPOSE_CONTEXT } from "../../shared/seal/kms-keyring.ts";
import type { KanalFunction } from "./kanal-function.ts";

type KeyPurpose = "nik-hash" | "data" | "token";

/**
 * Kanal's own keys, which no template ever holds: each was made by a person, encrypted under `key` with its purpose as encryption context, and comes in
 * as the ciphertext, a parameter of the stack. The first deployment makes `key` and leaves the parameters empty; the functions then stop at init and say
 * which setting they miss.
 */
export class SealedKeys extends Construct {
  readonly key: Key;
  readonly ciphertexts: Readonly<Record<KeyPurpose, string>>;
  /** The public halves of the token keys, a JSON Web Key Set as text. */
  readonly jwks: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new Key(this, "Key", {
      description: "Kanal: wraps the keys that hash NIKs, seal fields and sign tokens",
      enableKeyRotation: true,
      // Without it no NIK in the ledger can ever be found or read again.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.ciphertexts = {
      "nik-hash": this.#ciphertext("NikHashKey", "nik-hash"),
      data: this.#ciphertext("DataKey", "data"),
      token: this.#ciphertext("TokenKey", "token"),
    };
    this.jwks = parameter(
      this,
      "Jwks",
      "Public keys that check Kanal's tokens: a JSON Web Key Set",
    ).valueAsString;
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
    const made = parameter(this, id, `Ciphertext of the ${purpose} key as KMS made it, base64`);
    made.allowedPattern = "^[A-Za-z0-9+/]*={0,2}$";
    return made.valueAsString;
  }
}

/** A parameter whose name in the template is its own, not its path: people type it. */
function parameter(scope: Construct, name: string, description: string): CfnParameter {
  const made = new CfnParameter(scope, name, { type: "String", default: "", description });
  made.overrideLogicalId(name);
  return made;
}
