import { createSecretKey } from "node:crypto";
import type { FeedKeys } from "../../shared/feed/member-description.ts";
import { kmsUnwrapper } from "../../shared/seal/kms-unwrapper.ts";

/** Opens the three keys of the feed at init: to read the core's seal, to name the worker and to seal anew. @throws whatever KMS says */
export async function openFeedKeys(wrapped: {
  readonly feed: string;
  readonly nikHash: string;
  readonly data: string;
}): Promise<FeedKeys> {
  const { unwrap, close } = kmsUnwrapper();
  const [feed, nikHash, data] = await Promise.all([
    unwrap(wrapped.feed, "feed"),
    unwrap(wrapped.nikHash, "nik-hash"),
    unwrap(wrapped.data, "data"),
  ]);
  close();
  return {
    feedKey: createSecretKey(feed),
    nikHashKey: createSecretKey(nikHash),
    dataKey: createSecretKey(data),
  };
}
