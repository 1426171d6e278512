import type { Ids } from "../calendar/clock.ts";
import type { MemberKey } from "../member/member.ts";
import { memberOf, memberProfileKey } from "../member/member-item.ts";
import { readBankCredentials } from "../partner/bank-credentials.ts";
import type { PartnerProfile } from "../partner/partner.ts";
import { readProfile } from "../partner/partner-store.ts";
import type { Keyring } from "../seal/keyring.ts";
import { answerWrite, readAnswers } from "./answer-item.ts";
import type { BankStatus } from "./bank-status.ts";
import type { SettlementDeps } from "./deps.ts";
import { SHARDS } from "./errand.ts";
import { fileKey, fileOf, type SettlementFile } from "./file-item.ts";
import { httpBankStatus } from "./http-bank-status.ts";
import { differencesOfShard } from "./list-differences.ts";
import type { Difference, DifferenceClass } from "./settlement.ts";

/** What is not final: the bank's word on it tells ops what to do. Of theirs-only its file has said all that it knows. */
const OPEN_CLASSES: ReadonlySet<DifferenceClass> = new Set<DifferenceClass>([
  "ours-only",
  "returned-kept",
  "suspect-booked",
  "suspect-unknown",
]);

/** A bank that was silent so often in a row is down; the rest stays open. */
const SILENCES_MAX = 3;
const NIK_AND_MONTHS = "NIK_MONTHS";

export type AskDeps = Pick<SettlementDeps, "ledger" | "clock"> & {
  readonly keys: Pick<Keyring, "dataKey">;
  readonly ids: Ids;
};

/** How many were asked, and how many answers said something. */
export interface Asked {
  readonly asked: number;
  readonly answered: number;
}

/**
 * Asks a bank that offers it about what stays open in one shard of a file, and notes each answer at its difference. Bounded by the partner's terms: a shard asks its sixteenth of
 * them at most. What was answered before is not asked again. An answer changes no class and no money: it is what ops read beside the difference.
 * @throws LedgerFault, SealFault
 */
export async function askAboutShard(
  deps: AskDeps,
  { fileId, shard }: { readonly fileId: string; readonly shard: string },
  hasTime: () => boolean,
): Promise<Asked> {
  const item = await deps.ledger.read(fileKey(fileId));
  const file = item && fileOf(item);
  const profile = file && (await readProfile(deps.ledger, file.partnerId));
  const bank = profile && (await bankOf(deps, profile));
  if (!file || !bank) return { asked: 0, answered: 0 };
  const open = (await differencesOfShard(deps.ledger, fileId, shard)).filter((each) =>
    OPEN_CLASSES.has(each.class),
  );
  const known = await readAnswers(deps.ledger, file, open);
  const unasked = open.filter(({ reference }) => (known.get(reference)?.says ?? "no-answer") === "no-answer");
  const questionsMax = Math.ceil((profile.settlement.bankStatus?.questionsMax ?? 0) / SHARDS.length);
  return askEach(deps, { file, profile, bank }, unasked.slice(0, questionsMax), hasTime);
}

async function askEach(
  deps: AskDeps,
  at: { readonly file: SettlementFile; readonly profile: PartnerProfile; readonly bank: BankStatus },
  questions: readonly Difference[],
  hasTime: () => boolean,
): Promise<Asked> {
  let [asked, answered, silences] = [0, 0, 0];
  for (const { reference, memberKey, months } of questions) {
    if (!hasTime() || silences === SILENCES_MAX) break;
    const customerNumber = memberKey && (await numberOf(deps, at.profile, memberKey, months ?? 1));
    if (!customerNumber) continue;
    const askedAt = deps.clock.businessNow();
    const { says, code, amountRupiah } = await at.bank.ask({ reference, customerNumber });
    await deps.ledger.write(answerWrite(at.file, reference, { says, code, amountRupiah, askedAt }));
    asked += 1;
    answered += says === "no-answer" ? 0 : 1;
    silences = says === "no-answer" ? silences + 1 : 0;
  }
  return { asked, answered };
}

/** The bank's status service, where it offers one and gave us credentials. */
async function bankOf(deps: AskDeps, profile: PartnerProfile): Promise<BankStatus | undefined> {
  const { snap, settlement, partnerId } = profile;
  if (!snap || !settlement.bankStatus) return undefined;
  const credentials = await readBankCredentials(deps.ledger, deps.keys, partnerId);
  if (!credentials) return undefined;
  const { url, answerWithinMs } = settlement.bankStatus;
  const partnerServiceId = snap.partnerServiceId.padStart(8, snap.padding === "zero" ? "0" : " ");
  return httpBankStatus({
    url,
    answerWithinMs,
    credentials,
    partnerServiceId,
    clock: deps.clock,
    ids: deps.ids,
  });
}

/** The worker's number as the bank types it. SNAP wants it in every question; the bank goes by the payment's id (snap-bi.md 3.6). */
async function numberOf(
  { ledger, keys }: AskDeps,
  { snap }: PartnerProfile,
  memberKey: MemberKey,
  months: number,
): Promise<string | undefined> {
  const item = await ledger.read(memberProfileKey(memberKey));
  if (!item) return undefined;
  const { nik } = memberOf(keys, item).identity;
  const withMonths = snap?.customerNumberForms[0] === NIK_AND_MONTHS;
  return withMonths ? `${nik}${String(months).padStart(2, "0")}` : nik;
}
