import type { Instant } from "../calendar/calendar.ts";
import type { Programme } from "../contribution/programme.ts";
import { joinKey } from "../ledger/key.ts";
import type { LedgerWrite } from "../ledger/write.ts";
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
          PK: memberPartition(memberKey),
          SK: joinKey("SLICE", month, programme),
          schemaVersion: 1,
          paymentKey,
          from,
          to,
          inForceFrom,
          activatedAt,
        },
        guard: {
          expression: "attribute_not_exists(PK) OR paymentKey = :payment",
          values: { ":payment": paymentKey },
        },
      }),
    ),
  );
}
