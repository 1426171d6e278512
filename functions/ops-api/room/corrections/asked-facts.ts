import { formatInstant, type Instant, instant, parseInstant } from "../../../../shared/calendar/calendar.ts";
import { CorrectionFacts } from "../../../../shared/correction/correction-facts.ts";
import type { MemberKey } from "../../../../shared/member/member.ts";
import { memberKeyOf } from "../../../../shared/member/member-key.ts";
import { parseNik } from "../../../../shared/member/nik.ts";
import { openSeal, SealFault, seal } from "../../../../shared/seal/seal.ts";
import type { OpsDeps, Visit } from "../../room.ts";
import type { OriginOfMoney } from "./origin-of-money.ts";

export type Mistake = "nik" | "amount" | "months" | "paid-at" | "kind";

export type AskedFacts =
  | { readonly kind: "facts"; readonly facts: CorrectionFacts }
  | { readonly kind: "mistake"; readonly at: Mistake };

const mistake = (at: Mistake): AskedFacts => ({ kind: "mistake", at });

/**
 * Makes a correction's facts of what is stored and of what was typed in. What is stored cannot be typed over: whose money it is, how much and when says whoever reported
 * it, and a person only fills what nobody said. A NIK becomes its key here and goes no further.
 */
export function askedFacts(
  { nikHashKey }: Pick<OpsDeps["keys"], "nikHashKey">,
  origin: OriginOfMoney,
  typed: URLSearchParams,
): AskedFacts {
  const kind = typed.get("kind");
  const nik = parseNik((typed.get("nik") ?? "").replaceAll(/[ .-]/g, ""));
  const named = nik && memberKeyOf(nikHashKey, nik);
  if (origin.kind === "payment") return aboutPayment(origin, kind, named);
  const memberKey = origin.memberKey ?? named;
  if (memberKey === undefined) return mistake("nik");
  const paidAt = origin.paidAt ?? timeTyped(typed.get("paidAt") ?? "");
  if (paidAt === undefined) return mistake("paid-at");
  const { partnerId, reference, source } = origin;
  const amountRupiah = origin.amountRupiah ?? Number(typed.get("amount"));
  const collected = { partnerId, reference, memberKey, amountRupiah, paidAt, source };
  if (kind === "credit") return read({ kind, ...collected }, "amount");
  if (kind !== "forced-booking") return mistake("kind");
  const months = Number(typed.get("months"));
  const coverFrom = typed.get("coverFrom") === "paid-at" ? "paid-at" : "correction";
  if (!Number.isInteger(months) || months < 1 || months > 12) return mistake("months");
  return read({ kind, ...collected, months, coverFrom }, "amount");
}

function aboutPayment(
  { paymentKey, kinds }: OriginOfMoney & { readonly kind: "payment" },
  asked: string | null,
  toMember: MemberKey | undefined,
): AskedFacts {
  const kind = kinds.find((each) => each === asked);
  if (kind === undefined) return mistake("kind");
  if (kind !== "wrong-nik") return read({ kind, paymentKey }, "kind");
  return toMember === undefined ? mistake("nik") : read({ kind, paymentKey, toMember }, "nik");
}

function read(facts: unknown, at: Mistake): AskedFacts {
  const parsed = CorrectionFacts.safeParse(facts);
  return parsed.success ? { kind: "facts", facts: parsed.data } : mistake(at);
}

/** As a browser's field has it, `2026-11-20T09:14`, in WIB. */
function timeTyped(text: string): Instant | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? parseInstant(`${text}:00+07:00`) : undefined;
}

/** An instant as that field has it. */
export const timeField = (at: Instant | null): string =>
  at === null ? "" : formatInstant(instant(at)).slice(0, 16);

type Carrier = Pick<Visit, "deps" | "person">;

/** Bound to the person who asked for the preview: another's page cannot lend it. */
const ownerOf = ({ person }: Carrier): string => `console-correction#${person.subject}`;

/**
 * Facts on their way through the page that previews them: sealed. In clear they could be typed over there, and the checker would read of an amount and a worker that the
 * settlement file is said to name and does not.
 */
export const factsField = (visit: Carrier, facts: CorrectionFacts): string =>
  seal(visit.deps.keys.dataKey, ownerOf(visit), JSON.stringify(facts));

/** Reads them back; undefined for what we did not seal for this person. */
export function factsIn(visit: Carrier, sealed: string | null): CorrectionFacts | undefined {
  try {
    return CorrectionFacts.parse(JSON.parse(openSeal(visit.deps.keys.dataKey, ownerOf(visit), sealed ?? "")));
  } catch (error) {
    if (error instanceof SealFault) return undefined;
    throw error;
  }
}
