import type { Mutant } from "./mutant.ts";

const DECIDE_PAYMENT = "shared/payment/decide-payment.ts";
const DECIDE_REVERSAL = "shared/payment/decide-reversal.ts";
const SNAP_OUTCOMES = "shared/protocol/snap/outcome-table.ts";
const SNAP_ROW_OF_PAYMENT =
  "export function rowOfPayment(outcome: PaymentOutcome, snap: SnapProfile): OutcomeRow {\n  switch (outcome.kind) {";
const rowOfRepeat = (row: string) =>
  SNAP_ROW_OF_PAYMENT.replace(
    "  switch",
    `  if (outcome.kind === "accepted" && outcome.replayed) return ${row};\n  switch`,
  );

/** Faults in what becomes of money. */
export const MONEY_MUTANTS: readonly Mutant[] = [
  {
    name: "409 on a repeat",
    file: SNAP_OUTCOMES,
    find: SNAP_ROW_OF_PAYMENT,
    replace: rowOfRepeat("EXTERNAL_ID"),
  },
  {
    name: "a repeat refunds: 404 Paid Bill",
    file: SNAP_OUTCOMES,
    find: SNAP_ROW_OF_PAYMENT,
    replace: rowOfRepeat('PAYMENT_ROWS["already-paid"]'),
  },
  {
    name: "4xx on a conflict",
    file: SNAP_OUTCOMES,
    find: "  conflict: NEEDS_CHECK,",
    replace: "  conflict: EXTERNAL_ID,",
  },
  {
    name: "unseen told as failed",
    file: SNAP_OUTCOMES,
    find: 'unknown: row("404xx01", null,',
    replace: 'unknown: row("200xx00", "01",',
  },
  {
    name: "a repeat outside the window is 401",
    file: "shared/protocol/snap/authenticate.ts",
    find: 'if (stale && service !== "payment")',
    replace: "if (stale)",
  },
  {
    name: "H2H: a repeat outside the window is 401",
    file: "shared/protocol/h2h/authenticate.ts",
    find: 'if (stale && service !== "payment")',
    replace: "if (stale)",
  },
  {
    name: "a new payment outside the window is booked",
    file: "shared/protocol/snap/payment.ts",
    find: 'if (stale) return { kind: "unauthorised", because: stale };',
    replace: "",
  },
  {
    name: "H2H: a new payment outside the window is booked",
    file: "shared/protocol/h2h/payment.ts",
    find: 'if (stale) return { kind: "unauthorised", because: "timestamp-outside-window" };',
    replace: "",
  },
  {
    name: "amount not compared",
    file: DECIDE_PAYMENT,
    find: 'return quote.totalRupiah === command.amountRupiah ? undefined : "amount-differs";',
    replace: "return undefined;",
  },
  {
    name: "a little less is enough",
    file: DECIDE_PAYMENT,
    find: 'return quote.totalRupiah === command.amountRupiah ? undefined : "amount-differs";',
    replace:
      'return Math.abs(quote.totalRupiah - command.amountRupiah) <= 100 ? undefined : "amount-differs";',
  },
  {
    name: "quote of another worker paid",
    file: DECIDE_PAYMENT,
    find: 'if (memberKey && quote.memberKey !== memberKey) return "number-differs";',
    replace: "",
  },
  {
    name: "a reused reference with another amount is a repeat",
    file: DECIDE_PAYMENT,
    find: 'if (stored.amountRupiah !== command.amountRupiah) fields.push("amount");',
    replace: "",
  },
  {
    name: "a reused reference with another worker is a repeat",
    file: DECIDE_PAYMENT,
    find: 'if (memberKey && stored.memberKey !== memberKey) fields.push("member");',
    replace: "",
  },
  {
    name: "refused not stored",
    file: "shared/payment/take-payment.ts",
    find: "const result = await keepRefusal(deps.ledger, payment, number);",
    replace: 'const result = number && ({ kind: "booked" } as Awaited<ReturnType<typeof keepRefusal>>);',
  },
  {
    name: "success before the commit",
    file: "shared/payment/book-quote.ts",
    find: "const result = await book(deps.ledger, booking, messageNumber(deps, command));",
    replace:
      'book(deps.ledger, booking, messageNumber(deps, command)).catch(() => undefined); const result = { kind: "booked" } as Awaited<ReturnType<typeof book>>;',
  },
  {
    name: "external id of a payment not checked",
    file: "shared/payment/booking-store.ts",
    find: "const externalId = external ? [externalIdWrite(payment.partnerId, external, machineNow)] : [];",
    replace:
      "const externalId = external && machineNow < 0 ? [externalIdWrite(payment.partnerId, external, machineNow)] : [];",
  },
  {
    name: "external id of an inquiry not checked",
    file: "shared/payment/quote-store.ts",
    find: "if (external) writes.push(",
    replace: "if (external && machineNow < 0) writes.push(",
  },
  {
    name: "external ids of all partners counted together",
    file: "shared/payment/external-id-item.ts",
    find: 'joinKey("EXTERNAL", partnerId, external.service,',
    replace: 'joinKey("EXTERNAL", "all", external.service,',
  },
  {
    name: "references of all partners counted together: another partner's payment visible",
    file: "shared/payment/payment-key.ts",
    find: "return joinKey(partnerId, reference) as PaymentKey;",
    replace: 'return joinKey(partnerId && "all", reference) as PaymentKey;',
  },
  {
    name: "another partner's quote can be paid",
    file: "shared/payment/payment-key.ts",
    find: 'joinKey("QUOTE", partnerId, inquiryId)',
    replace: 'joinKey("QUOTE", partnerId && "all", inquiryId)',
  },
  {
    name: "another worker's status told",
    file: "shared/payment/tell-status.ts",
    find: 'return another ? { kind: "unknown" }',
    replace: 'return another && !payment ? { kind: "unknown" }',
  },
  {
    name: "an inquiry id names any question",
    file: "shared/payment/give-quote.ts",
    find: "if (stored.memberKey !== asked.memberKey || stored.months.length !== asked.months) {",
    replace: "if (stored.memberKey !== asked.memberKey) {",
  },
  {
    name: "yesterday's quote still good",
    file: DECIDE_PAYMENT,
    find: 'if (quote.businessDate !== today && !cashTaken) return "quote-expired";',
    replace: "",
  },
  {
    name: "yesterday's inquiry priced again",
    file: "shared/payment/give-quote.ts",
    find: 'if (stored.businessDate !== asked.today) return { kind: "refused", reason: "quote-expired" };',
    replace: "",
  },
  {
    name: "an advice never seen is refused",
    file: DECIDE_PAYMENT,
    find: 'if (command.ifNew.kind === "refused") return command.ifNew.reason;',
    replace:
      'if (command.ifNew.kind === "refused") return command.ifNew.reason;\n  if (command.advice) return "quote-unknown";',
  },
  {
    name: "an advice never too late",
    file: DECIDE_PAYMENT,
    find: 'if (cashTaken && today > lastDay) return "advice-too-late";',
    replace: "",
  },
  {
    name: "a month sold twice: coverage not guarded",
    file: "shared/coverage/coverage-update.ts",
    find: 'guard: { expression: "#version = :seen",',
    replace: 'guard: { expression: "#version >= :seen",',
  },
  {
    name: "the month just paid is offered again",
    file: "shared/payment/decide-quote.ts",
    find: "const plan = planMonths({ coverage, months:",
    replace: "const plan = planMonths({ coverage: { ...coverage, run: null }, months:",
  },
  {
    name: "reversal not idempotent",
    file: DECIDE_REVERSAL,
    find: 'outcome: { kind: "reversed", payment: stored, replayed: true }',
    replace: 'outcome: { kind: "partial" }',
  },
  {
    name: "tombstone ignored",
    file: "shared/payment/reverse-payment.ts",
    find: "const result = await ledger.write(tombstoneWrite(tombstone));",
    replace: 'const result = tombstoneWrite(tombstone) && ledger && { kind: "committed" };',
  },
  {
    name: "a reversal keeps the months",
    file: "shared/payment/release-payment.ts",
    find: "writes: [reversedWrite(payment, reversed), plan.write, ...told] };",
    replace: "writes: [reversedWrite(payment, reversed), ...told] };",
    partners: ["indomaret"],
  },
  {
    name: "a part can be reversed",
    file: DECIDE_REVERSAL,
    find: "if (command.amountRupiah !== undefined && command.amountRupiah !== payment.amountRupiah) {",
    replace: "if (command.amountRupiah !== undefined && command.amountRupiah < 0) {",
  },
  {
    name: "a reversal on any day",
    file: DECIDE_REVERSAL,
    find: "if (businessDateOf(now) === businessDate) return true;",
    replace: "if (businessDate) return true;",
  },
  {
    name: "a reversal after midnight never counts for its day",
    file: DECIDE_REVERSAL,
    find: "return businessDateOf(reversedAt) === businessDate && now < midnight + AFTER_MIDNIGHT_MS;",
    replace: "return businessDateOf(reversedAt) === businessDate && now < midnight;",
  },
  {
    name: "a reversed payment sent again is booked as it was",
    file: DECIDE_PAYMENT,
    find: 'if (stored.state === "reversed") return { kind: "reversed", payment: stored };',
    replace: "",
  },
  {
    name: "Idempotency-Key not checked",
    file: "shared/protocol/h2h/payment.ts",
    find: 'externalId: idempotencyKey === undefined ? undefined : { service: "idempotency-key", id: idempotencyKey },',
    replace: "externalId: undefined,",
  },
  {
    name: "BCA: a double flagging answered as new",
    file: "shared/protocol/snap/repeated-payment.ts",
    find: "return isRepeat && externalIdOf(outcome.payment) === externalId;",
    replace: "return isRepeat && externalIdOf(outcome.payment) !== externalId;",
    partners: ["bca"],
  },
  {
    name: "BCA: a conflict flagged as refused",
    file: "shared/protocol/snap/repeated-payment.ts",
    find: 'isOurs ? "00" : "01",',
    replace: 'isOurs ? "01" : "01",',
    partners: ["bca"],
  },
  {
    name: "aggregator: money without an inquiry is never booked",
    file: DECIDE_PAYMENT,
    find: 'return command.unquoted ? { kind: "price-now" }',
    replace: 'return command.unquoted && command.advice ? { kind: "price-now" }',
    partners: ["faspay"],
  },
  {
    name: "aggregator: undecided money is told as refused",
    file: SNAP_OUTCOMES,
    find: "  undecided: NEEDS_CHECK,",
    replace: "  undecided: EXPIRED,",
    partners: ["faspay"],
  },
];
