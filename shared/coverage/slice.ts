import type { ContributionMonth, Instant } from "../calendar/calendar.ts";
import type { Programme } from "../contribution/programme.ts";
import { joinKey, type LedgerKey } from "../ledger/key.ts";
import type { Expression, LedgerWrite } from "../ledger/write.ts";
import type { MemberKey } from "../member/member.ts";
import { memberPartition } from "../member/member-item.ts";
import type { PaymentKey, SliceDates } from "./coverage.ts";

/** What a payment brings into force once the core has confirmed it. */
export interface SlicesInForce {
  readonly memberKey: MemberKey;
  readonly paymentKey: PaymentKey;
  readonly programmes: readonly Programme[];
  readonly months: readonly SliceDates[];
  readonly inForceFrom: Instant;
  readonly activatedAt: Instant;
}

const sliceKey = (memberKey: MemberKey, month: ContributionMonth, programme: Programme): LedgerKey => ({
  PK: memberPartition(memberKey),
  SK: joinKey("SLICE", month, programme),
});

const ownSlice = (paymentKey: PaymentKey): Expression => ({
  expression: "attribute_not_exists(PK) OR paymentKey = :payment",
  values: { ":payment": paymentKey },
});

/**
 * One item per month and programme. The guard lets the same payment write its own slice again and nobody else's: a slice that
 * belongs to another payment is never overwritten (design section 6).
 */
export function sliceWrites(slices: SlicesInForce): readonly LedgerWrite[] {
  const { memberKey, paymentKey, inForceFrom, activatedAt } = slices;
  return slices.months.flatMap(({ month, from, to }) =>
    slices.programmes.map(
      (programme): LedgerWrite => ({
        kind: "put",
        item: {
          ...sliceKey(memberKey, month, programme),
          schemaVersion: 1,
          paymentKey,
          from,
          to,
          inForceFrom,
          activatedAt,
        },
        guard: ownSlice(paymentKey),
      }),
    ),
  );
}

/** Takes a payment's slices out of force: only its own, whatever stands there by now; a slice that never came to be is fine. */
export function sliceRemovals(
  slices: Pick<SlicesInForce, "memberKey" | "paymentKey" | "programmes" | "months">,
): readonly LedgerWrite[] {
  const { memberKey, paymentKey } = slices;
  return slices.months.flatMap(({ month }) =>
    slices.programmes.map(
      (programme): LedgerWrite => ({
        kind: "delete",
        key: sliceKey(memberKey, month, programme),
        guard: ownSlice(paymentKey),
      }),
    ),
  );
}
