/** The one table, defined once: CDK, the embedded engine and the tests all read this (design section 4). */
export interface LedgerIndex {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
  /** Attributes copied besides the keys; none means KEYS_ONLY. */
  readonly include: readonly string[];
}

export const LEDGER_TABLE = {
  partitionKey: "PK",
  sortKey: "SK",
  /** Epoch seconds; set only on things that are not money (domain.md 7.4). */
  timeToLive: "expiresAt",
  stream: "NEW_AND_OLD_IMAGES",
  indexes: [
    {
      name: "member-payments",
      partitionKey: "memberPaymentsPK",
      sortKey: "memberPaymentsSK",
      include: ["state", "partnerId", "reference", "amountRupiah"],
    },
    {
      name: "partner-day",
      partitionKey: "partnerDayPK",
      sortKey: "partnerDaySK",
      include: ["state", "reference", "amountRupiah"],
    },
    {
      name: "open-failures",
      partitionKey: "openFailuresPK",
      sortKey: "openFailuresSK",
      include: ["failureId", "cause", "subject", "reason", "openedAt", "amountRupiah", "assignee", "version"],
    },
    {
      name: "pending-activation",
      partitionKey: "pendingActivationPK",
      sortKey: "pendingActivationSK",
      include: [],
    },
    // Both are attributes that a booked payment has anyway, and nothing else: sparse by itself, and no write for it on the way of a payment.
    { name: "gateway-reference", partitionKey: "gatewayReference", sortKey: "paymentKey", include: [] },
    { name: "coverage-end", partitionKey: "coverageEndPK", sortKey: "coverageEndSK", include: [] },
  ],
} as const satisfies {
  partitionKey: string;
  sortKey: string;
  timeToLive: string;
  stream: "NEW_AND_OLD_IMAGES";
  indexes: readonly LedgerIndex[];
};

export type LedgerIndexName = (typeof LEDGER_TABLE)["indexes"][number]["name"];
