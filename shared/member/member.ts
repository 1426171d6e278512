import * as z from "zod/mini";
import type { BusinessDate } from "../calendar/calendar.ts";
import type { BpuCategory, Programme, Sector } from "../contribution/programme.ts";
import type { Rupiah } from "../money/rupiah.ts";

/** A 16-digit population number whose form has been checked. Lives in memory only; never in a key, a log or an event. */
export type Nik = string & { readonly __nik: true };

/** HMAC-SHA256 of the NIK under a key of ours, base64url: how every item, event and log names a member. */
export const MemberKey = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{43}$/))
  .brand("MemberKey");
export type MemberKey = z.infer<typeof MemberKey>;

/** The segment of the membership; this gateway takes BPU only (domain.md case 39). */
export const Segment = z.enum(["BPU", "PU", "PMI", "JAKON"]);
export type Segment = z.infer<typeof Segment>;

/** What the core says of a membership; coverage is not part of it, that follows from payments. */
export const MemberStanding = z.enum(["registered", "deceased", "jht-claimed"]);
export type MemberStanding = z.infer<typeof MemberStanding>;

/** The sealed half: personal and financial data that stands nowhere in clear (UU 27/2022; domain.md 7.1). */
export interface MemberIdentity {
  readonly nik: Nik;
  readonly kpj: string;
  /** Numbers that were merged into this one (amalgamasi, domain.md 3.1); absent when there were none. */
  readonly formerKpjs?: readonly string[] | undefined;
  readonly name: string;
  readonly birthDate: BusinessDate;
  readonly declaredMonthlyIncome: Rupiah;
}

/** A BPU worker as the core's feed describes him, opened. `version` is the feed's: a lower one never overwrites. */
export interface Member {
  readonly memberKey: MemberKey;
  readonly version: number;
  readonly segment: Segment;
  readonly standing: MemberStanding;
  readonly programmes: readonly Programme[];
  readonly sector: Sector;
  readonly bpuCategory: BpuCategory;
  readonly identity: MemberIdentity;
}
