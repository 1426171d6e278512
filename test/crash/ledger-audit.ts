import { DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DataDir } from "../../infra/local/data-dir.ts";
import { recordedEngine } from "../../infra/local/engine/engine-process.ts";
import { LOCAL } from "../../infra/local/topology.ts";
import type { Claim } from "../../shared/coverage/coverage.ts";
import { COVERAGE_SORT_KEY, coverageOf } from "../../shared/coverage/coverage-item.ts";
import { FAILURE_SORT_KEY } from "../../shared/failure/failure-item.ts";
import type { LedgerItem } from "../../shared/ledger/write.ts";
import type { AcceptedPayment, Payment } from "../../shared/payment/payment.ts";
import { paymentOf } from "../../shared/payment/payment-item.ts";
import { PAYMENT_PREFIX } from "../../shared/payment/payment-key.ts";

/** Everything in the ledger that is money or its effect. */
export interface LedgerAudit {
  readonly accepted: readonly AcceptedPayment[];
  readonly refused: readonly Payment[];
  /** Every claim of every worker with the payment that owns it; a payment with two claims would stand here twice. */
  readonly claims: readonly { readonly paymentKey: string; readonly claim: Claim }[];
  /** `<member> <month> <programme>` of each slice in force, and the payment it belongs to. */
  readonly slices: readonly { readonly key: string; readonly paymentKey: string }[];
  readonly failures: number;
}

/** Reads the whole ledger of a data folder from its engine, past the gateway. */
export async function auditLedger(dir: DataDir): Promise<LedgerAudit> {
  const engine = recordedEngine(dir.engineRecord, dir.ledger);
  if (!engine) throw new Error("no engine runs on this data folder");
  const items = await itemsAt(`http://127.0.0.1:${engine.port}`);
  const payments = items.filter(({ PK }) => PK.startsWith(PAYMENT_PREFIX)).map(paymentOf);
  const coverages = items.filter(({ SK }) => SK === COVERAGE_SORT_KEY).map(coverageOf);
  return {
    accepted: payments.filter(
      (payment): payment is AcceptedPayment => payment.state === "accepted" || payment.state === "active",
    ),
    refused: payments.filter((payment) => payment.state === "refused"),
    claims: coverages.flatMap(({ claims }) =>
      Object.entries(claims).map(([paymentKey, claim]) => ({ paymentKey, claim })),
    ),
    slices: items
      .filter(({ SK }) => SK.startsWith("SLICE#"))
      .map(({ PK, SK, paymentKey }) => ({ key: `${PK} ${SK}`, paymentKey: String(paymentKey) })),
    failures: items.filter(({ SK }) => SK === FAILURE_SORT_KEY).length,
  };
}

async function itemsAt(endpoint: string): Promise<readonly LedgerItem[]> {
  const client = new DynamoDBClient({ endpoint });
  const items: LedgerItem[] = [];
  try {
    const pages = paginateScan({ client }, { TableName: LOCAL.table, ConsistentRead: true });
    for await (const { Items = [] } of pages) {
      items.push(...Items.map((item) => unmarshall(item) as LedgerItem));
    }
    return items;
  } finally {
    client.destroy();
  }
}
