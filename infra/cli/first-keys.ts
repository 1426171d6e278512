import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { EncryptCommand, KMSClient } from "@aws-sdk/client-kms";
import { KEY_PURPOSE_CONTEXT } from "../../shared/seal/kms-unwrapper.ts";
import { SettingWrong } from "../local/setting-wrong.ts";
import { firstKeys, type Wrap } from "./first-keys/first-keys.ts";

const USAGE = `npm run first-keys -- --seal-key ARN --out infra/stages/<stage>-keys.json --for-core core-keys.json
  makes all keys of a new stage under its seal key (output SealKeyArn); writes the stage's setting and, apart, what the core must know`;

const CALL_MS_MAX = 10_000;

/** For the engineer who sets up a stage. Both files must not be there yet: a stage's keys are made once, and writing over them would lose what they sealed. */
async function main(): Promise<string> {
  const { values } = parseArgs({
    options: { "seal-key": { type: "string" }, out: { type: "string" }, "for-core": { type: "string" } },
  });
  const { "seal-key": sealKey, out, "for-core": forCore } = values;
  const region = /^arn:aws:kms:([a-z0-9-]+):\d{12}:key\/\S+$/.exec(sealKey ?? "")?.[1];
  if (!sealKey || !region || !out || !forCore) throw new SettingWrong(USAGE);
  const { keys, shared } = await firstKeys(wrapWith(sealKey, region));
  keep(forCore, shared);
  keep(out, keys);
  return [
    `${out}: ${Object.keys(keys).length - 1} wrapped keys and the public halves. Useless without the seal key; commit it, and say in the stage's file:`,
    `  import keys from "./${basename(out)}" with { type: "json" };`,
    "  keys,    (in the place of keys: null)",
    `${forCore}: three keys IN CLEAR for the core's people. Hand it over, then delete it.\n`,
  ].join("\n");
}

function wrapWith(sealKey: string, region: string): Wrap {
  const kms = new KMSClient({ region, maxAttempts: 3 });
  return async (key, purpose) => {
    const request = new EncryptCommand({
      KeyId: sealKey,
      Plaintext: key,
      EncryptionContext: { [KEY_PURPOSE_CONTEXT]: purpose },
    });
    const { CiphertextBlob } = await kms.send(request, { abortSignal: AbortSignal.timeout(CALL_MS_MAX) });
    if (!CiphertextBlob) throw new Error(`KMS gave no ciphertext of the ${purpose} key`);
    return Buffer.from(CiphertextBlob).toString("base64");
  };
}

const keep = (file: string, content: unknown): void =>
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: "wx" });

main().then(
  (told) => void process.stdout.write(told),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
