import type { Ledger } from "../ledger/ledger.ts";
import type { Nik } from "../member/member.ts";
import { memberPartition } from "../member/member-item.ts";
import { memberKeyOf } from "../member/member-key.ts";
import type { PartnerId } from "../partner/partner.ts";
import type { Keyring } from "../seal/keyring.ts";
import type { Payment } from "./payment.ts";
import { paymentOf } from "./payment-item.ts";
import { PAYMENT_PREFIX } from "./payment-key.ts";
import { toldPayment } from "./told-payment.ts";

/** The most payments that one answer lists. */
export const LISTED_MAX = 25;
/** How many of the worker's payments, made anywhere, are looked through: eight years of paying month by month. */
const LOOKED_THROUGH_MAX = 100;

/**
 * The payments of a worker at one partner, the newest first (snap-bi.md 8.25). One Query of the index from a worker to his payments, which only finds them, and one
 * BatchGetItem, which says what they are: an index lags and never decides, so that the payment of a moment ago may be missing here; `tellStatus` finds it. What the
 * worker paid elsewhere is nobody's business here.
 * @throws LedgerFault
 */
export async function listPayments(
  deps: { readonly ledger: Ledger; readonly keys: Pick<Keyring, "nikHashKey"> },
  query: { readonly partnerId: PartnerId; readonly nik: Nik },
): Promise<readonly Payment[]> {
  const memberKey = memberKeyOf(deps.keys.nikHashKey, query.nik);
  const found = await deps.ledger.readIndex({
    index: "member-payments",
    partition: memberPartition(memberKey),
    limit: LOOKED_THROUGH_MAX,
    newestFirst: true,
  });
  const own = `${PAYMENT_PREFIX}${query.partnerId}#`;
  const keys = found.filter(({ PK }) => PK.startsWith(own)).slice(0, LISTED_MAX);
  if (keys.length === 0) return [];
  const items = await deps.ledger.readTogether(keys.map(({ PK, SK }) => ({ PK, SK })));
  return items.flatMap((item) => (item ? [toldPayment(paymentOf(item))] : []));
}
