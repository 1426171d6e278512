import { createSecretKey, type KeyObject } from "node:crypto";
import type { Keyring } from "./keyring.ts";
import { type KmsUnwrapper, kmsUnwrapper } from "./kms-unwrapper.ts";
import { signingKeyOf } from "./signing-key.ts";

/** Ciphertexts of the keys as KMS made them, base64: from the environment, useless without `kms:Decrypt`. */
export interface WrappedKeys {
  readonly nikHash: string;
  readonly data: string;
  readonly token: string;
  readonly answer: string;
}

/** The keys of a function that names and unseals members and signs answers, and issues no tokens. */
export type MemberKeys = Pick<Keyring, "nikHashKey" | "dataKey" | "answerKey">;

/** Opens the keyring once, at init. @throws whatever KMS says: a function without its keys must not start. */
export async function openKeyring({ token, ...wrapped }: WrappedKeys): Promise<Keyring> {
  const { unwrap, close } = kmsUnwrapper();
  const [members, tokenKey] = await Promise.all([memberKeys(unwrap, wrapped), unwrap(token, "token")]);
  close();
  return { ...members, tokenKey: await signingKeyOf(tokenKey) };
}

/** Opens all but the token key, and the one that the core's feed is sealed with, in the same way. @throws whatever KMS says */
export async function openMemberKeys({
  feed,
  ...wrapped
}: Omit<WrappedKeys, "token"> & { readonly feed: string }): Promise<
  MemberKeys & { readonly feedKey: KeyObject }
> {
  const { unwrap, close } = kmsUnwrapper();
  const [members, feedKey] = await Promise.all([memberKeys(unwrap, wrapped), unwrap(feed, "feed")]);
  close();
  return { ...members, feedKey: createSecretKey(feedKey) };
}

async function memberKeys(
  unwrap: KmsUnwrapper["unwrap"],
  wrapped: Omit<WrappedKeys, "token">,
): Promise<MemberKeys> {
  const [nikHash, data, answer] = await Promise.all([
    unwrap(wrapped.nikHash, "nik-hash"),
    unwrap(wrapped.data, "data"),
    unwrap(wrapped.answer, "answer"),
  ]);
  return {
    nikHashKey: createSecretKey(nikHash),
    dataKey: createSecretKey(data),
    answerKey: await signingKeyOf(answer),
  };
}
