import { type AttributeValue, ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Nik } from "../../shared/member/member.ts";
import { memberKeyOf } from "../../shared/member/member-key.ts";
import type { Bench } from "./bench.ts";
import { PEOPLE } from "./snap-bodies.ts";
import type { View } from "./view.ts";

type Item = Readonly<Record<string, unknown>> & { readonly PK: string; readonly SK: string };

/** Everything in a table, read past the code under test. */
export async function readItems({ plain }: Bench, table: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await plain.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: start }),
    );
    for (const item of page.Items ?? []) items.push(unmarshall(item) as Item);
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}

interface StoredMonth {
  readonly month: string;
  readonly from: string;
  readonly to: string;
  readonly amount: number;
}

const months = (list: unknown) =>
  ((list ?? []) as readonly StoredMonth[]).map(
    ({ month, from, to, amount }) => `${month} ${from} ${to} ${amount}`,
  );

const run = (value: unknown) => {
  const stored = value as { anchor: string; sliceCount: number } | null | undefined;
  return stored ? `${stored.anchor}+${stored.sliceCount}` : "";
};

/** The items in the words of the model. */
export function ledgerView(items: readonly Item[], keys: Bench["keys"]): View {
  const view: View = {
    payments: {},
    coverages: {},
    slices: {},
    quotes: {},
    numbers: {},
    failures: {},
    corrections: {},
    members: {},
  };
  const names = new Map(
    Object.entries(PEOPLE).map(([name, { nik }]) => [
      memberKeyOf(keys.nikHashKey, nik as Nik) as string,
      name,
    ]),
  );
  const nameOf = (key: unknown) => names.get(String(key)) ?? "";
  for (const item of items) {
    const [kind = "", ...rest] = item.PK.split("#");
    if (kind === "PAYMENT") view.payments[rest.join("#")] = paymentView(item, nameOf(item.memberKey));
    else if (kind === "QUOTE") {
      const { memberKey, businessDate, totalRupiah, creditUsedRupiah } = item;
      view.quotes[rest.join("#")] =
        `${nameOf(memberKey)} ${businessDate} ${totalRupiah} ${creditUsedRupiah} ${months(item.months).join(", ")}`;
    } else if (kind === "EXTERNAL") view.numbers[`${rest[0]}/${rest[1]}/${rest[3]}`] = true;
    else if (kind === "FAILURE" && item.status === "open") {
      view.failures[`${item.cause}:${(item.subject as { id: string }).id}`] = amountsOf(item.held);
    } else if (kind === "CORRECTION") {
      view.corrections[String(item.correctionId)] = correctionText(item, items);
    } else if (kind === "MEMBER") memberView(view, item, nameOf(rest[0]));
  }
  return view;
}

/** A correction by its own item, and who did what about it by the audit trail (invariant 8). */
function correctionText(item: Item, items: readonly Item[]): string {
  const { kind, paymentKey, partnerId, reference } = item.facts as Readonly<Record<string, string>>;
  const payment = paymentKey ?? `${partnerId}#${reference}`;
  const acts = items
    .filter(
      ({ PK, subject }) => PK.startsWith("AUDIT#") && String(subject).split(" ")[1] === item.correctionId,
    )
    .map(({ action, actor }) => `${String(action).replace("correction.", "")} ${actor}`);
  // Sixteen chains a day: a decision may stand before its proposal in the table.
  acts.sort((a, b) => Number(b.startsWith("propose")) - Number(a.startsWith("propose")));
  return `${kind} ${item.state} of ${payment}: ${acts.join(", ")}`;
}

/** The amounts that a partner named for money that stands in no payment. */
function amountsOf(held: unknown): string {
  const { amountRupiah, otherAmountsRupiah = [] } = (held ?? {}) as {
    readonly amountRupiah?: number;
    readonly otherAmountsRupiah?: readonly number[];
  };
  return amountRupiah === undefined ? "" : [amountRupiah, ...otherAmountsRupiah].join(" ");
}

function paymentView(item: Item, member: string): View["payments"][string] {
  const review = item.review as { cause: string; keptBy?: string } | null | undefined;
  const successor = item.successor as { to: string; returned: object | null } | undefined;
  return {
    state: String(item.state),
    member,
    amount: Number(item.amountRupiah ?? 0),
    day: String(item.businessDate),
    reason: item.state === "refused" ? String(item.reason) : "",
    months: months(item.months),
    credit: `${item.creditUsedRupiah ?? 0} ${item.creditGivenRupiah ?? 0}`,
    runAfter: run(item.runAfter),
    review: `${review?.cause ?? ""}${review?.keptBy ? " kept" : ""}`,
    origin: String(item.origin ?? ""),
    successor: successor ? `${successor.to}${successor.returned ? " returned" : ""}` : "",
    revoked: typeof item.revokedAt === "number",
    pending: "pendingActivationPK" in item,
  };
}

interface StoredClaim {
  readonly programmes: readonly string[];
  readonly firstMonth: string;
  readonly count: number;
  readonly rupiah: number;
  readonly from: string;
  readonly to: string;
}

function memberView(view: View, item: Item, member: string): void {
  const [kind = "", first = "", second = "", third = ""] = item.SK.split("#");
  const coverage = () => {
    view.coverages[member] ??= { run: "", credit: 0, claims: {} };
    return view.coverages[member];
  };
  const addClaim = (payment: string, claim: StoredClaim) => {
    coverage().claims[payment] = {
      firstMonth: claim.firstMonth,
      count: claim.count,
      rupiah: claim.rupiah,
      from: claim.from,
      to: claim.to,
      programmes: claim.programmes.join(" "),
    };
  };
  if (kind === "PROFILE") view.members[member] = `${item.version} ${item.segment} ${item.standing}`;
  if (kind === "SLICE") view.slices[`${member}#${first}#${second}`] = String(item.paymentKey);
  if (kind === "ARCHIVE")
    addClaim(String(item.paymentKey ?? `${second}#${third}`), item.claim as StoredClaim);
  if (kind !== "COVERAGE") return;
  coverage().run = run(item.run);
  coverage().credit = Number(item.creditRupiah);
  for (const [payment, claim] of Object.entries(item.claims as Record<string, StoredClaim>))
    addClaim(payment, claim);
}
