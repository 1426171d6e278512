import { createHash } from "node:crypto";
import { type Actor, actOf } from "../audit/actor.ts";
import { appendAudit } from "../audit/append-audit.ts";
import { typedText } from "../audit/typed-text.ts";
import { businessDateOf, parseBusinessDate } from "../calendar/calendar.ts";
import type { Clock, Ids } from "../calendar/clock.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { PartnerId } from "../partner/partner.ts";
import { readProfile } from "../partner/partner-store.ts";
import { dayKey } from "./day-item.ts";
import { placeOfFile } from "./file-place.ts";

/** Where a file is laid for the reconciliation to find. */
export interface SettlementDrop {
  /** Lays an object down, over one of the same name. @throws whatever kept the bucket from taking it */
  put(objectKey: string, content: Uint8Array<ArrayBuffer>): Promise<void>;
}

export interface HandInDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly settlementDrop: SettlementDrop;
}

/** A partner's file that came by mail or sftp, as somebody hands it in; nothing of it is checked yet. */
export interface HandedFile {
  readonly partnerId: string;
  readonly businessDate: string;
  readonly fileName: string;
  readonly content: Uint8Array<ArrayBuffer>;
  readonly reason: string;
}

export type HandInRefusal =
  | "too-large"
  | "empty"
  | "reason-missing"
  | "no-such-date"
  | "date-in-future"
  | "no-such-partner"
  | "name-unfit";

export type HandInOutcome =
  | { readonly kind: "handed-in"; readonly objectKey: string; readonly sha256: string }
  | { readonly kind: "refused"; readonly because: HandInRefusal };

/** Lambda takes requests of 6 MB, a quarter of which base64 eats. A larger file has to go to the bucket itself. */
export const HANDED_BYTES_MAX = 4_000_000;

/**
 * Lays a file where its partner would have, so that from there on it is one like every other: a form that fits or a refusal, a revision, or nothing at all where the same
 * content came before. Who did it, with which content and why stands in the trail before the bucket is asked: a file that nobody handed in must not be able to lie there.
 * @throws LedgerFault, AuditFault, and what the bucket throws: then the trail tells of an attempt, and the same again is safe
 */
export async function handInFile(
  deps: HandInDeps,
  actor: Actor,
  { partnerId, businessDate, fileName, content, reason }: HandedFile,
): Promise<HandInOutcome> {
  const { ledger, clock, ids, settlementDrop } = deps;
  const why = typedText(reason);
  const date = parseBusinessDate(businessDate);
  if (content.length > HANDED_BYTES_MAX) return refused("too-large");
  if (content.length === 0) return refused("empty");
  if (why === "") return refused("reason-missing");
  if (!date) return refused("no-such-date");
  if (date > businessDateOf(clock.businessNow())) return refused("date-in-future");
  const isPartner = PartnerId.safeParse(partnerId).success && (await readProfile(ledger, partnerId));
  if (!isPartner) return refused("no-such-partner");
  const objectKey = `${partnerId}/${businessDate}/${fileName}`;
  if (!placeOfFile(objectKey)) return refused("name-unfit");
  const sha256 = createHash("sha256").update(content).digest("hex");
  const entry = actOf(actor, {
    ...{ auditId: ids.next(), at: clock.machineNow(), action: "settlement.hand-in" },
    subject: `${dayKey(partnerId, date).PK}/${fileName} sha256:${sha256}`,
    reason: why,
  });
  await appendAudit(ledger, entry);
  await settlementDrop.put(objectKey, content);
  return { kind: "handed-in", objectKey, sha256 };
}

const refused = (because: HandInRefusal): HandInOutcome => ({ kind: "refused", because });
