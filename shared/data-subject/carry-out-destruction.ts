import { blankingCorrectionWrite } from "../correction/blank-correction.ts";
import { forgetHeldWrite } from "../failure/forget-held.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { LedgerWrite } from "../ledger/write.ts";
import type { MemberKey } from "../member/member.ts";
import { MEMBER_PROFILE_SORT_KEY, memberPartition } from "../member/member-item.ts";
import { blankingWrite } from "../payment/blank-payment.ts";
import type { DataSubjectDeps } from "./deps.ts";
import { readHeldData } from "./held-data.ts";

/** Writes of one transaction; the store takes a hundred. */
const AT_ONCE = 50;
const ROUNDS_MAX = 20;

/** Something moved under the destruction: a payment or a failure that was settled is so no more. A person has to look. */
export class DestructionFault extends Error {
  readonly code = "DESTRUCTION_OVERTAKEN";
}

/**
 * Takes a person out of the ledger: out of failures, corrections and payments first, then everything of his own partition, the profile last. Each step may be done again, so
 * a run that died is carried on by the next. @throws DestructionFault, LedgerFault
 */
export async function carryOutDestruction(
  deps: Pick<DataSubjectDeps, "ledger" | "keys">,
  memberKey: MemberKey,
): Promise<void> {
  const { payments, failures, corrections } = await readHeldData(deps, memberKey);
  const forgotten = failures.filter(({ held }) => held).map(({ failureId }) => forgetHeldWrite(failureId));
  await inBatches(deps.ledger, forgotten);
  await inBatches(
    deps.ledger,
    corrections.flatMap((correction) => blankingCorrectionWrite(correction, memberKey) ?? []),
  );
  await inBatches(
    deps.ledger,
    payments.flatMap((payment) => blankingWrite(payment) ?? []),
  );
  await emptyPartition(deps.ledger, memberKey);
}

/** Removes what stands in the person's partition, page by page. The profile goes last: as long as it is there, somebody sees that the work is not done. */
async function emptyPartition(ledger: Ledger, memberKey: MemberKey): Promise<void> {
  const range = { partition: memberPartition(memberKey), from: " ", to: "~", limit: AT_ONCE };
  for (let round = 0; round < ROUNDS_MAX * AT_ONCE; round++) {
    const { items, next } = await ledger.readPage(range);
    const others = items.filter(({ SK }) => SK !== MEMBER_PROFILE_SORT_KEY);
    const going = others.length > 0 || next !== undefined ? others : items;
    if (items.length === 0) return;
    await inBatches(
      ledger,
      going.map(({ PK, SK }) => ({
        kind: "delete",
        key: { PK, SK },
        guard: { expression: "attribute_exists(PK)" },
      })),
    );
  }
  throw new DestructionFault("a person's partition does not become empty");
}

async function inBatches(ledger: Ledger, writes: readonly LedgerWrite[]): Promise<void> {
  for (let start = 0; start < writes.length; start += AT_ONCE) {
    const result = await ledger.transact(writes.slice(start, start + AT_ONCE));
    if (result.kind === "guarded") throw new DestructionFault("what was to be destroyed has changed");
  }
}
