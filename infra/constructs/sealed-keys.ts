import { RemovalPolicy } from "aws-cdk-lib";
import { Key } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { KEY_PURPOSE_CONTEXT, type KeyPurpose } from "../../shared/seal/kms-unwrapper.ts";
import type { Stage } from "../stages/stage.ts";
import type { KanalFunction } from "./kanal-function.ts";

const NONE_YET: Readonly<Record<KeyPurpose, string>> = {
  "nik-hash": "",
  data: "",
  token: "",
  answer: "",
  core: "",
  feed: "",
  audit: "",
  session: "",
};

/**
 * Kanal's own keys, which no template ever holds in clear: each was made by a person, encrypted under `key` with its purpose as encryption context, and comes in as the ciphertext, a setting of the stage (infra/stages/stage-keys.ts).
 * The first deployment makes `key`, and has no ciphertext yet; the functions then stop at init and say which setting they miss.
 */
export class SealedKeys extends Construct {
  readonly key: Key;
  readonly ciphertexts: Readonly<Record<KeyPurpose, string>>;
  /** The public halves of the signing keys, a JSON Web Key Set as text. */
  readonly jwks: string;

  constructor(scope: Construct, id: string, { keys }: Pick<Stage, "keys">) {
    super(scope, id);
    this.key = new Key(this, "Key", {
      description:
        "Kanal: wraps the keys that hash NIKs, seal fields, sign what we say, open what the core says and seal console sessions",
      enableKeyRotation: true,
      // Without it no NIK in the ledger can ever be found or read again.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.ciphertexts = keys ?? NONE_YET;
    this.jwks = keys ? JSON.stringify(keys.jwks) : "";
  }

  /** Lets a function open the ciphertexts of these purposes and of no other. */
  allow(user: KanalFunction, purposes: readonly KeyPurpose[]): void {
    user.allow({
      actions: ["kms:Decrypt"],
      resources: [this.key.keyArn],
      conditions: { StringEquals: { [`kms:EncryptionContext:${KEY_PURPOSE_CONTEXT}`]: [...purposes] } },
    });
  }
}
