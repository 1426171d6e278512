import { type Actor, actOf } from "../audit/actor.ts";
import { appendAudit } from "../audit/append-audit.ts";
import { parseBillingCode } from "../billing-code/billing-code.ts";
import { billingCodeKey, boundCodeOf } from "../billing-code/billing-code-item.ts";
import type { Clock, Ids } from "../calendar/clock.ts";
import type { LedgerKey } from "../ledger/key.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Nik } from "../member/member.ts";
import { memberPartition } from "../member/member-item.ts";
import { memberKeyOf } from "../member/member-key.ts";
import { parseNik } from "../member/nik.ts";
import { PartnerId } from "../partner/partner.ts";
import { paymentOf } from "../payment/payment-item.ts";
import { paymentKeyOf, paymentLedgerKey } from "../payment/payment-key.ts";
import type { Keyring } from "../seal/keyring.ts";
import { type FourFacts, findByFourFacts } from "./four-facts.ts";
import { type PaymentRow, paymentRow } from "./payment-row.ts";

/** How a payment is looked for. There is no way by name, and none by a part of a NIK alone. */
export type PaymentQuery =
  | { readonly partnerId: string; readonly reference: string }
  /** Our own reference, as a slip prints it. */
  | { readonly gatewayReference: string }
  /** All sixteen digits. */
  | { readonly nik: string }
  | { readonly billingCode: string }
  /** When the reference is lost: what the slip, or the worker, still tells. */
  | FourFacts;

export interface FoundPayments {
  /** The newest first. */
  readonly rows: readonly PaymentRow[];
  /** True where there may be more: ask for less. */
  readonly isCapped: boolean;
}

export interface FindDeps {
  readonly ledger: Ledger;
  readonly keys: Pick<Keyring, "nikHashKey" | "dataKey">;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Most payments of one worker that are shown: eight years of paying month by month. */
const OF_A_MEMBER_MAX = 100;

const NONE: FoundPayments = { rows: [], isCapped: false };

/**
 * Finds payments by what somebody knows of them. Indexes say where to look, the rows are read from the items. Who looks for a worker, by NIK or by billing code, is entered in
 * the trail first, also where nothing is found: an account that was taken over could otherwise try number after number unseen. @throws LedgerFault, AuditFault, SealFault
 */
export async function findPayments(
  deps: FindDeps,
  actor: Actor,
  query: PaymentQuery,
): Promise<FoundPayments> {
  if ("reference" in query) return byReference(deps, query);
  if ("gatewayReference" in query) return byGatewayReference(deps, query.gatewayReference);
  if ("nik" in query) {
    const nik = parseNik(query.nik.trim());
    return nik ? ofMember(deps, actor, nik) : NONE;
  }
  if ("billingCode" in query) return byBillingCode(deps, actor, query.billingCode);
  const { payments, isCapped } = await findByFourFacts(deps.ledger, query);
  return { rows: payments.map(paymentRow), isCapped };
}

async function byReference(
  { ledger }: FindDeps,
  { partnerId, reference }: { readonly partnerId: string; readonly reference: string },
): Promise<FoundPayments> {
  const partner = PartnerId.safeParse(partnerId);
  if (!partner.success || reference === "") return NONE;
  return rowsOf(ledger, [paymentLedgerKey(paymentKeyOf(partner.data, reference))]);
}

async function byGatewayReference({ ledger }: FindDeps, typed: string): Promise<FoundPayments> {
  const partition = typed.trim().toUpperCase();
  if (!/^[0-9A-Z]{1,64}$/.test(partition)) return NONE;
  const found = await ledger.readIndex({
    index: "gateway-reference",
    partition,
    limit: 10,
    newestFirst: true,
  });
  return rowsOf(ledger, found);
}

async function ofMember(
  { ledger, keys, clock, ids }: FindDeps,
  actor: Actor,
  nik: Nik,
): Promise<FoundPayments> {
  const partition = memberPartition(memberKeyOf(keys.nikHashKey, nik));
  const act = { action: "member.lookup", subject: partition, reason: "looked for payments" };
  await appendAudit(ledger, actOf(actor, { auditId: ids.next(), at: clock.machineNow(), ...act }));
  const page = { index: "member-payments", partition, limit: OF_A_MEMBER_MAX, newestFirst: true } as const;
  const { items, next } = await ledger.readIndexPage(page);
  return { ...(await rowsOf(ledger, items)), isCapped: next !== undefined };
}

/** A code still names its worker here after its end: somebody asks about what was paid with it. */
async function byBillingCode(deps: FindDeps, actor: Actor, typed: string): Promise<FoundPayments> {
  const code = parseBillingCode(typed.trim());
  const item = code && (await deps.ledger.read(billingCodeKey(code)));
  return item ? ofMember(deps, actor, boundCodeOf(deps.keys, code, item).nik) : NONE;
}

async function rowsOf(ledger: Ledger, keys: readonly LedgerKey[]): Promise<FoundPayments> {
  if (keys.length === 0) return NONE;
  const items = await ledger.readTogether(keys.map(({ PK, SK }) => ({ PK, SK })));
  const rows = items.flatMap((item) => (item ? [paymentRow(paymentOf(item))] : []));
  return { rows, isCapped: false };
}
