import { createSecretKey, randomBytes } from "node:crypto";
import { CompactEncrypt } from "jose";
import type { FeedKeys } from "../../shared/feed/member-description.ts";
import type { Keyring } from "../../shared/seal/keyring.ts";

/** What the core would say of a worker, as plain JSON. */
export const BUDI = {
  version: 1,
  nik: "9999991503850001",
  kpj: "10000000001",
  formerKpjs: [] as string[],
  name: "BUDI SANTOSO",
  birthDate: "1985-03-15",
  declaredMonthlyIncome: 1_000_000,
  segment: "BPU",
  standing: "registered",
  programmes: ["JKK", "JKM"],
  sector: "OTHER",
  bpuCategory: "PEKERJA_MANDIRI",
};

let count = 0;

/** A core that writes its feed by the documented contract, without Kanal's own code. */
export function coreVoice(
  keys: Pick<Keyring, "nikHashKey" | "dataKey">,
  feedKey = createSecretKey(randomBytes(32)),
) {
  const feedKeys: FeedKeys = { nikHashKey: keys.nikHashKey, dataKey: keys.dataKey, feedKey };
  return {
    feedKeys,
    async says(description: unknown, key = feedKey): Promise<string> {
      const sealed = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(description)))
        .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
        .encrypt(key);
      return JSON.stringify({
        specversion: "1.0",
        id: `change-${++count}`,
        source: "/core/members",
        type: "MemberChanged.v1",
        time: "2026-11-20T10:00:00+07:00",
        datacontenttype: "application/json",
        data: { sealed },
      });
    },
  };
}
