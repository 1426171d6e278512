import * as z from "zod/mini";
import { BusinessDateText } from "../calendar/calendar-schema.ts";
import { BpuCategory, Programme, Sector } from "../contribution/programme.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, type LedgerKey } from "../ledger/key.ts";
import type { LedgerItem } from "../ledger/write.ts";
import { RupiahAmount } from "../money/rupiah-schema.ts";
import type { Keyring } from "../seal/keyring.ts";
import { openSeal, seal } from "../seal/seal.ts";
import { type Member, type MemberIdentity, MemberKey, MemberStanding, type Nik, Segment } from "./member.ts";

/** The partition that holds everything of one member. */
export const memberPartition = (memberKey: MemberKey): string => joinKey("MEMBER", memberKey);

export const MEMBER_PROFILE_SORT_KEY = "PROFILE";

export const memberProfileKey = (memberKey: MemberKey): LedgerKey => ({
  PK: memberPartition(memberKey),
  SK: MEMBER_PROFILE_SORT_KEY,
});

const MemberItem = z.object({
  schemaVersion: z.literal(1),
  memberKey: MemberKey,
  version: z.number(),
  segment: Segment,
  standing: MemberStanding,
  programmes: z.array(Programme),
  sector: Sector,
  bpuCategory: BpuCategory,
  sealedIdentity: z.string(),
});

const Identity = z.object({
  nik: z.pipe(
    z.string(),
    z.transform((text) => text as Nik),
  ),
  kpj: z.string(),
  formerKpjs: z.optional(z.array(z.string())),
  name: z.string(),
  birthDate: BusinessDateText,
  declaredMonthlyIncome: RupiahAmount,
});

/** A member as stored: what identifies or ranks the person is sealed and bound to the member's key. */
export function memberItem(keys: Pick<Keyring, "dataKey">, member: Member): LedgerItem {
  const { identity, ...clear } = member;
  return {
    ...memberProfileKey(member.memberKey),
    schemaVersion: 1,
    ...clear,
    sealedIdentity: seal(keys.dataKey, memberPartition(member.memberKey), JSON.stringify(identity)),
  };
}

/** Reads and opens a member. @throws LedgerFault, SealFault */
export function memberOf(keys: Pick<Keyring, "dataKey">, item: LedgerItem): Member {
  const { sealedIdentity, schemaVersion: _, ...clear } = decodeItem("member", MemberItem, item);
  const opened: unknown = JSON.parse(
    openSeal(keys.dataKey, memberPartition(clear.memberKey), sealedIdentity),
  );
  const identity: MemberIdentity = z.parse(Identity, opened);
  return { ...clear, identity };
}
