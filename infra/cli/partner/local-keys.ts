import { createSecretKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import * as z from "zod/mini";
import { KEY_PURPOSE_CONTEXT, type KeyPurpose } from "../../../shared/seal/kms-unwrapper.ts";
import { openKms } from "../../local/aws/kms.ts";
import type { DataDir } from "../../local/data-dir.ts";
import { PartnerStop } from "./partner-stop.ts";

const HeldKeys = z.object({ data: z.string(), nikHash: z.string() });

/** The two keys of a sandbox's data folder that tools beside the gateway need. @throws PartnerStop when the folder's files do not fit each other */
export function localKeys(dir: DataDir): { readonly dataKey: KeyObject; readonly nikHashKey: KeyObject } {
  const { data, nikHash } = z.parse(HeldKeys, JSON.parse(readFileSync(dir.gatewayKeys, "utf8")));
  const kms = openKms(dir.masterKey);
  const open = (ciphertext: string, purpose: KeyPurpose) => {
    const opened = kms.decrypt(Buffer.from(ciphertext, "base64"), { [KEY_PURPOSE_CONTEXT]: purpose });
    if (opened) return createSecretKey(opened);
    throw new PartnerStop(`Kunci sandbox tidak cocok / The sandbox's keys do not fit: ${dir.path}`);
  };
  return { dataKey: open(data, "data"), nikHashKey: open(nikHash, "nik-hash") };
}
