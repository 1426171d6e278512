import { priceOfAll } from "./model-coverage.ts";
import type { ModelMonth, ModelRun, ModelState } from "./model-state.ts";

/** What the ledger and the model both know, in one form, so that the two can be compared as a whole. */
export interface View {
  readonly payments: Record<
    string,
    {
      readonly state: string;
      readonly member: string;
      readonly amount: number;
      readonly day: string;
      readonly reason: string;
      readonly months: readonly string[];
      /** Used and given. */
      readonly credit: string;
      readonly runAfter: string;
      /** Why a person has to decide, and whether two have decided to keep it. */
      readonly review: string;
      /** The reference it came by, and the payment to which it went on. */
      readonly origin: string;
      readonly successor: string;
      readonly revoked: boolean;
      /** Whether it stands on the list of what waits for its activation. */
      readonly pending: boolean;
    }
  >;
  readonly coverages: Record<
    string,
    { run: string; credit: number; readonly claims: Record<string, ClaimView> }
  >;
  readonly slices: Record<string, string>;
  readonly quotes: Record<string, string>;
  readonly numbers: Record<string, true>;
  readonly failures: Record<string, string>;
  /** What, how it stands, by whom it was asked for and decided, and what the audit trail says of it. */
  readonly corrections: Record<string, string>;
  readonly members: Record<string, string>;
}

export interface ClaimView {
  readonly firstMonth: string;
  readonly count: number;
  readonly rupiah: number;
  readonly from: string;
  readonly to: string;
  readonly programmes: string;
}

const monthText = ({ month, from, to, price }: ModelMonth) => `${month} ${from} ${to} ${price}`;
const runText = (run: ModelRun | null) => (run ? `${run.anchor}+${run.count}` : "");

const mapped = <A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

/** The model's state in that form. */
export function modelView(state: ModelState): View {
  return {
    payments: mapped(state.payments, (payment) => ({
      state: payment.state,
      member: payment.member,
      amount: payment.amount,
      day: payment.day,
      reason: payment.reason,
      months: payment.months.map(monthText),
      credit: `${payment.creditUsed} ${payment.creditGiven}`,
      runAfter: runText(payment.runAfter),
      review: `${payment.review}${payment.kept ? " kept" : ""}`,
      origin: payment.origin,
      successor: `${payment.successor}${payment.returned ? " returned" : ""}`,
      revoked: payment.revoked,
      pending: payment.state === "accepted",
    })),
    coverages: mapped(state.coverages, ({ run, credit, claims }) => ({
      run: runText(run),
      credit,
      claims: mapped(claims, claimView),
    })),
    slices: { ...state.slices },
    quotes: mapped(
      state.quotes,
      ({ member, day, total, creditUsed, months }) =>
        `${member} ${day} ${total} ${creditUsed} ${months.map(monthText).join(", ")}`,
    ),
    numbers: { ...state.numbers },
    failures: { ...state.failures },
    corrections: mapped(state.corrections, ({ facts, maker, now, decider }) => {
      const acts = { proposed: "", approved: `, approve ${decider}`, rejected: `, reject ${decider}` };
      return `${facts.what} ${now} of ${facts.payment}: propose ${maker}${acts[now]}`;
    }),
    members: mapped(state.members, ({ version, segment, standing }) => `${version} ${segment} ${standing}`),
  };
}

function claimView(months: readonly ModelMonth[]): ClaimView {
  return {
    firstMonth: months[0]?.month ?? "",
    count: months.length,
    rupiah: priceOfAll(months),
    from: months[0]?.from ?? "",
    to: months.at(-1)?.to ?? "",
    programmes: "JKK JKM",
  };
}
