import type { KeyObject } from "node:crypto";
import * as z from "zod/mini";
import { BusinessDateText } from "../calendar/calendar-schema.ts";
import { BpuCategory, Programme, Sector } from "../contribution/programme.ts";
import { type Member, MemberStanding, Segment } from "../member/member.ts";
import { memberKeyOf } from "../member/member-key.ts";
import { parseNik } from "../member/nik.ts";
import { RupiahAmount } from "../money/rupiah-schema.ts";
import type { Keyring } from "../seal/keyring.ts";
import { openJson, sealJson } from "./sealed-json.ts";

const Kpj = z.string().check(z.regex(/^\d{11}$/));
const FORMER_KPJS_MAX = 20;
const NAME_CHARACTERS_MAX = 200;

/** A worker as the core describes him; travels sealed only. */
export const MemberDescription = z.object({
  version: z.int().check(z.minimum(1)),
  nik: z.string(),
  kpj: Kpj,
  formerKpjs: z._default(z.array(Kpj).check(z.maxLength(FORMER_KPJS_MAX)), []),
  name: z.string().check(z.minLength(1), z.maxLength(NAME_CHARACTERS_MAX)),
  birthDate: BusinessDateText,
  declaredMonthlyIncome: RupiahAmount,
  segment: Segment,
  standing: MemberStanding,
  programmes: z.array(Programme),
  sector: Sector,
  bpuCategory: BpuCategory,
});
export type MemberDescription = z.infer<typeof MemberDescription>;

/** Keys that a description is opened with, and the one that names the worker afterwards. */
export interface FeedKeys extends Pick<Keyring, "nikHashKey" | "dataKey"> {
  /** 32 bytes, shared with the core for this feed alone. */
  readonly feedKey: KeyObject;
}

/** A description that does not open or does not fit. Says so without a word of it. */
export class DescriptionUnreadable extends Error {
  readonly code = "DESCRIPTION_UNREADABLE";
}

/** Seals a description as the core does. */
export const sealDescription = (
  feedKey: KeyObject,
  description: z.input<typeof MemberDescription>,
): Promise<string> => sealJson(feedKey, description);

/** Opens a description and names the worker by his member key. @throws DescriptionUnreadable */
export async function openDescription(keys: FeedKeys, sealed: string): Promise<Member> {
  const {
    nik: nikText,
    kpj,
    formerKpjs,
    name,
    birthDate,
    declaredMonthlyIncome,
    ...clear
  } = await opened(keys, sealed);
  const nik = parseNik(nikText);
  if (!nik) throw new DescriptionUnreadable("the number of a description has a wrong form");
  return {
    ...clear,
    memberKey: memberKeyOf(keys.nikHashKey, nik),
    identity: { nik, kpj, formerKpjs, name, birthDate, declaredMonthlyIncome },
  };
}

async function opened({ feedKey }: FeedKeys, sealed: string): Promise<MemberDescription> {
  try {
    return z.parse(MemberDescription, await openJson(feedKey, sealed));
  } catch {
    // The cause may quote what it could not read.
    throw new DescriptionUnreadable("a description does not open or does not fit");
  }
}
