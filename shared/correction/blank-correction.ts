import type { LedgerWrite } from "../ledger/write.ts";
import type { MemberKey } from "../member/member.ts";
import { NOBODY } from "../payment/blank-payment.ts";
import type { MoneyEffect } from "../payment/money-plan.ts";
import type { Correction } from "./correction.ts";
import { correctionKey } from "./correction-item.ts";

/**
 * Takes one person out of a decided correction and leaves what it did to the money, and to anybody else. Undefined where it does not name him; one that still waits for
 * its second person is not touched.
 */
export function blankingCorrectionWrite(
  correction: Correction,
  memberKey: MemberKey,
): LedgerWrite | undefined {
  const { facts, preview } = correction;
  const blankedFacts = blankFacts(facts, memberKey);
  const books = blankEffect(preview.books, memberKey);
  const frees = blankEffect(preview.frees, memberKey);
  if (blankedFacts === facts && books === preview.books && frees === preview.frees) return undefined;
  return {
    kind: "update",
    key: correctionKey(correction.correctionId),
    update: {
      expression: "SET facts = :facts, preview = :preview",
      values: { ":facts": blankedFacts, ":preview": { books, frees } },
    },
    guard: {
      expression: "#state = :state AND #state <> :proposed",
      names: { "#state": "state" },
      values: { ":state": correction.state, ":proposed": "proposed" },
    },
  };
}

function blankFacts(facts: Correction["facts"], memberKey: MemberKey): Correction["facts"] {
  if ("memberKey" in facts && facts.memberKey === memberKey) return { ...facts, memberKey: NOBODY };
  if ("toMember" in facts && facts.toMember === memberKey) return { ...facts, toMember: NOBODY };
  return facts;
}

function blankEffect(effect: MoneyEffect | null, memberKey: MemberKey): MoneyEffect | null {
  if (effect?.memberKey !== memberKey) return effect;
  return { ...effect, memberKey: NOBODY, maskedName: "", maskedNik: "" };
}
