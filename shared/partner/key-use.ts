import * as z from "zod/mini";
import { type Instant, instant } from "../calendar/calendar.ts";
import { InstantMs } from "../calendar/calendar-schema.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey } from "../ledger/key.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { PartnerId } from "./partner.ts";

/**
 * When a key was last used stands apart from the registry: the request path may write here and must never be able to write there
 * (docs/decisions/0014-partner-keys.md).
 */
const partitionOf = (partnerId: string) => joinKey("KEY-USE", partnerId);

const UseItem = z.object({ keyId: z.string(), lastUsedAt: InstantMs });

/** One key, one instance, one write in this time. */
const KEY_USE_EVERY_MS = 15 * 60_000;
/** A write that failed is not tried again before this, or an outage of the store would cost every request a second call. */
const KEY_USE_RETRY_MS = 60_000;

/** Notes which keys verified something, beside the requests and never in their way. */
export interface KeyUses {
  /** Takes note of a use. Returns at once, throws nothing, and mostly does nothing: the last write of the key is under fifteen minutes old. */
  note(partnerId: PartnerId, keyId: string): void;
  /** How many writes have failed since somebody asked, as the log says it; nothing where none has. */
  takeFailures(): { readonly keyUsesLost?: number };
}

/**
 * Makes the notes of one instance. The write begins once the request's own first call is under way, and nobody waits for it. Lambda may freeze the process
 * before its answer is read: it was sent then, and what was lost all the same is written by the next use.
 */
export function keyUses(ledger: Pick<Ledger, "write">, machineNow: () => Instant): KeyUses {
  const nextWriteAt = new Map<string, number>();
  let failures = 0;
  return {
    note(partnerId, keyId) {
      const now = machineNow();
      const key = joinKey(partnerId, keyId);
      if (now < (nextWriteAt.get(key) ?? 0)) return;
      nextWriteAt.set(key, now + KEY_USE_EVERY_MS);
      setImmediate(() => {
        write(ledger, { partnerId, keyId, at: now }).catch(() => {
          failures += 1;
          nextWriteAt.set(key, now + KEY_USE_RETRY_MS);
        });
      });
    },
    takeFailures() {
      const keyUsesLost = failures;
      failures = 0;
      return keyUsesLost > 0 ? { keyUsesLost } : {};
    },
  };
}

interface Use {
  readonly partnerId: PartnerId;
  readonly keyId: string;
  readonly at: Instant;
}

/** An instance that is late never turns the time back; its write is then as good as done. */
async function write(ledger: Pick<Ledger, "write">, { partnerId, keyId, at }: Use): Promise<void> {
  await ledger.write({
    kind: "put",
    item: { PK: partitionOf(partnerId), SK: keyId, schemaVersion: 1, keyId, lastUsedAt: at },
    guard: { expression: "attribute_not_exists(PK) OR lastUsedAt < :at", values: { ":at": at } },
  });
}

/** When each of a partner's keys was last used, by key id, up to fifteen minutes old. A key that is missing was never used. */
export async function readKeyUses(
  ledger: Ledger,
  partnerId: PartnerId,
): Promise<ReadonlyMap<string, Instant>> {
  const items = await ledger.readRange({ partition: partitionOf(partnerId), from: " ", to: "~" });
  return new Map(
    items.map((item) => {
      const { keyId, lastUsedAt } = decodeItem("key use", UseItem, item);
      return [keyId, instant(lastUsedAt)] as const;
    }),
  );
}
