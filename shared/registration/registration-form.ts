import * as z from "zod/mini";
import { type BusinessDate, parseBusinessDate } from "../calendar/calendar.ts";
import { BpuCategory, Sector } from "../contribution/programme.ts";
import type { Nik } from "../member/member.ts";
import { parseNik } from "../member/nik.ts";

/** A worker declares at least this much a month (domain.md 3.1). */
const INCOME_RUPIAH_MIN = 1_000_000;
const INCOME_RUPIAH_MAX = 1_000_000_000;

/** What people write on forms: letters of any script, digits and ordinary punctuation, no line ends and no markup. */
const text = (most: number) => z.string().check(z.regex(/^[^\p{C}<>]+$/u), z.minLength(1), z.maxLength(most));

const clockText = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/));

const nik = z.pipe(
  z.string().check(z.refine((value) => parseNik(value) !== undefined)),
  z.transform((value) => value as Nik),
);
const date = z.pipe(
  z.string().check(z.refine((value) => parseBusinessDate(value) !== undefined)),
  z.transform((value) => value as BusinessDate),
);

/** The programmes that can be taken together: JHT only besides the two insurances (domain.md 2.2). */
const programmes = z.array(z.enum(["JKK", "JKM", "JHT"])).check(
  z.refine((chosen) => {
    const set = new Set(chosen);
    return set.size === chosen.length && set.has("JKK") && set.has("JKM");
  }),
);

/**
 * What a worker says of himself when he registers (domain.md 3.1). Unknown fields are ignored. It is data of a person: it lives in memory, sealed in the ledger,
 * and sealed on its way to the core.
 */
export const RegistrationForm = z.object({
  nik,
  /** As on the identity card. */
  name: text(100),
  birthDate: date,
  sex: z.optional(z.enum(["F", "M"])),
  address: text(200),
  postcode: z.string().check(z.regex(/^\d{5}$/)),
  phone: z.string().check(z.regex(/^\+?\d{9,15}$/)),
  email: z.optional(z.string().check(z.regex(/^[^\s@<>]{1,64}@[^\s@<>]{1,128}$/))),
  mothersName: z.optional(text(100)),
  /** At most two (domain.md 3.1). */
  occupations: z.array(text(60)).check(z.minLength(1), z.maxLength(2)),
  declaredMonthlyIncome: z
    .number()
    .check(z.int(), z.minimum(INCOME_RUPIAH_MIN), z.maximum(INCOME_RUPIAH_MAX)),
  programmes,
  sector: Sector,
  bpuCategory: BpuCategory,
  /** They decide whether an accident was at work. */
  workPlace: text(120),
  workingHours: z.object({ from: clockText, to: clockText }),
  /** The worker agreed, at the counter, to this text of ours (UU 27/2022 art. 20-22). Without it there is no registration. */
  consent: z.object({ given: z.literal(true), textVersion: z.string().check(z.regex(/^[a-z0-9.-]{1,32}$/)) }),
});
export type RegistrationForm = z.infer<typeof RegistrationForm>;
