import { createSecretKey } from "node:crypto";
import type { Keyring } from "../../shared/seal/keyring.ts";
import { kmsUnwrapper } from "../../shared/seal/kms-unwrapper.ts";

/** What settlement opens: the key that turns a NIK in a file into a member key, and the one that our credentials at banks are sealed with. */
export type SettlementKeys = Pick<Keyring, "nikHashKey" | "dataKey">;

/** Opens both once, at init. @throws whatever KMS says */
export async function openSettlementKeys(wrapped: {
  readonly nikHash: string;
  readonly data: string;
}): Promise<SettlementKeys> {
  const { unwrap, close } = kmsUnwrapper();
  const [nikHash, data] = await Promise.all([
    unwrap(wrapped.nikHash, "nik-hash"),
    unwrap(wrapped.data, "data"),
  ]);
  close();
  return { nikHashKey: createSecretKey(nikHash), dataKey: createSecretKey(data) };
}
