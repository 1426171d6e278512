import type { Attempt } from "../attempt/attempt.ts";
import { attemptsOf } from "../attempt/attempts-of.ts";
import type { Correction } from "../correction/correction.ts";
import { correctionsOfPayment } from "../correction/read-corrections.ts";
import type { Coverage } from "../coverage/coverage.ts";
import { COVERAGE_SORT_KEY, coverageOf } from "../coverage/coverage-item.ts";
import type { StandingFailure } from "../failure/failure.ts";
import { failuresOfPayment } from "../failure/failure-story.ts";
import type { LedgerCursor } from "../ledger/ledger.ts";
import type { LedgerItem } from "../ledger/write.ts";
import type { Member, MemberKey } from "../member/member.ts";
import { MEMBER_PROFILE_SORT_KEY, memberOf, memberPartition } from "../member/member-item.ts";
import type { Payment } from "../payment/payment.ts";
import { paymentOf } from "../payment/payment-item.ts";
import {
  openRegistrationForm,
  REGISTRATION_SORT_KEY,
  type Registration,
  registrationOf,
} from "../registration/registration-item.ts";
import type { DataSubjectDeps } from "./deps.ts";

/** Everything that the ledger holds of one person, opened. */
export interface HeldData {
  readonly memberKey: MemberKey;
  readonly profile: Member | undefined;
  readonly coverage: Coverage | undefined;
  readonly registration: { readonly standing: Registration; readonly form: unknown } | undefined;
  /** Every other item of the person's partition: slices, claims of earlier years, requests; by sort key. */
  readonly others: readonly LedgerItem[];
  readonly payments: readonly Payment[];
  readonly failures: readonly StandingFailure[];
  readonly corrections: readonly Correction[];
  /** Requests about his payments, masked, as long as they are kept; they name nobody. */
  readonly attempts: readonly Attempt[];
  /** False when there was more than one answer can hold: nothing may then be said to be everything. */
  readonly isWhole: boolean;
}

/** Sixty years of four programmes, a slice a month: more than a life of paying. */
const ITEMS_MAX = 4_000;
const PAYMENTS_MAX = 2_000;
const PAGE = 500;
/** Of one payment; a till that asks on and on adds nothing to what is known of its worker. */
const ATTEMPTS_MAX = 50;
const AT_ONCE = 20;

/**
 * Reads everything that is held of a person. The partition page by page, his payments found by the index and read themselves, each payment's failures.
 * @throws LedgerFault, SealFault
 */
export async function readHeldData(
  deps: Pick<DataSubjectDeps, "ledger" | "keys">,
  memberKey: MemberKey,
): Promise<HeldData> {
  const own = await readPartition(deps, memberKey);
  const found = await readPayments(deps, memberKey);
  const item = (sortKey: string) => own.items.find(({ SK }) => SK === sortKey);
  const profile = item(MEMBER_PROFILE_SORT_KEY);
  const coverage = item(COVERAGE_SORT_KEY);
  const registration = item(REGISTRATION_SORT_KEY);
  const opened = new Set([profile, coverage, registration]);
  return {
    memberKey,
    profile: profile && memberOf(deps.keys, profile),
    coverage: coverage && coverageOf(coverage),
    registration: registration && {
      standing: registrationOf(registration),
      form: openRegistrationForm(deps.keys, registration),
    },
    others: own.items.filter((each) => !opened.has(each)),
    payments: found.payments,
    failures: await ofEach(found.payments, ({ paymentKey }) => failuresOfPayment(deps.ledger, paymentKey)),
    corrections: await readCorrections(deps, found.payments),
    attempts: await ofEach(found.payments, (payment) => readAttempts(deps, payment)),
    isWhole: own.isWhole && found.isWhole,
  };
}

/** Whether anything at all is held under a key. */
export function isAnythingHeld({ profile, coverage, registration, others, payments }: HeldData): boolean {
  return Boolean(profile ?? coverage ?? registration) || others.length > 0 || payments.length > 0;
}

async function readPartition({ ledger }: Pick<DataSubjectDeps, "ledger">, memberKey: MemberKey) {
  const items: LedgerItem[] = [];
  let after: LedgerCursor | undefined;
  do {
    const range = { partition: memberPartition(memberKey), from: " ", to: "~", limit: PAGE };
    const page = await ledger.readPage({ ...range, after });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined && items.length < ITEMS_MAX);
  return { items, isWhole: after === undefined };
}

async function readPayments({ ledger }: Pick<DataSubjectDeps, "ledger">, memberKey: MemberKey) {
  const payments: Payment[] = [];
  let after: LedgerCursor | undefined;
  do {
    const page = await ledger.readIndexPage({
      ...{ index: "member-payments", partition: memberPartition(memberKey), newestFirst: false },
      ...{ limit: PAGE, after },
    });
    const items = await ledger.readTogether(page.items.map(({ PK, SK }) => ({ PK, SK })));
    payments.push(...items.flatMap((item) => (item ? [paymentOf(item)] : [])));
    after = page.next;
  } while (after !== undefined && payments.length < PAYMENTS_MAX);
  // The index lags: a payment that was blanked a moment ago may still be found, and is nobody's any more.
  const own = payments.filter((payment) => "memberKey" in payment && payment.memberKey === memberKey);
  return { payments: own, isWhole: after === undefined };
}

/** A correction stands with every payment that it moved: each is told once. */
async function readCorrections(
  { ledger }: Pick<DataSubjectDeps, "ledger">,
  payments: readonly Payment[],
): Promise<readonly Correction[]> {
  const found = await ofEach(payments, ({ paymentKey }) => correctionsOfPayment(ledger, paymentKey));
  return [...new Map(found.map((correction) => [correction.correctionId, correction])).values()];
}

async function readAttempts(
  { ledger }: Pick<DataSubjectDeps, "ledger">,
  { partnerId, reference }: Payment,
): Promise<readonly Attempt[]> {
  return (await attemptsOf(ledger, { partnerId, reference }, { limit: ATTEMPTS_MAX })).attempts;
}

/** Asks for something of each payment, a few at once. */
async function ofEach<T>(
  payments: readonly Payment[],
  ask: (payment: Payment) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const answers: T[] = [];
  for (let start = 0; start < payments.length; start += AT_ONCE) {
    const found = await Promise.all(payments.slice(start, start + AT_ONCE).map(ask));
    answers.push(...found.flat());
  }
  return answers;
}
