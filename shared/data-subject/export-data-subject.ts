import { type Actor, actOf } from "../audit/actor.ts";
import { appendAudit } from "../audit/append-audit.ts";
import { typedText } from "../audit/typed-text.ts";
import { formatInstant } from "../calendar/calendar.ts";
import type { LedgerItem } from "../ledger/write.ts";
import type { Nik } from "../member/member.ts";
import { memberPartition } from "../member/member-item.ts";
import { memberKeyOf } from "../member/member-key.ts";
import type { DataSubjectDeps } from "./deps.ts";
import { isAnythingHeld, readHeldData } from "./held-data.ts";
import { readDataCorrections } from "./request-data-correction.ts";

/** One JSON document with everything that is held of a person, for him or for the controller; it holds a NIK and a name in clear. */
export interface DataSubjectDocument {
  readonly format: "kanal-data-subject/1";
  readonly madeAt: string;
  readonly memberKey: string;
  /** False when there was more than one document may hold; then it says so and is not handed out as whole. */
  readonly isWhole: boolean;
  readonly profile: unknown;
  readonly registration: unknown;
  readonly coverage: unknown;
  readonly payments: readonly unknown[];
  readonly failures: readonly unknown[];
  readonly corrections: readonly unknown[];
  readonly dataCorrections: readonly unknown[];
  /** Slices in force, claims of earlier years, and whatever else stands in the person's partition. */
  readonly records: readonly unknown[];
  /** Requests about the payments, masked, as long as they are kept. */
  readonly attempts: readonly unknown[];
}

export type ExportedDataSubject =
  | { readonly kind: "exported"; readonly document: DataSubjectDocument }
  | { readonly kind: "not-held" }
  | { readonly kind: "refused"; readonly because: "reason-missing" };

/**
 * Gives everything that is held of a person. The audit entry is written before anything is read: an export that fails half-way was still an export that somebody
 * began. @throws LedgerFault, SealFault
 */
export async function exportDataSubject(
  deps: DataSubjectDeps,
  actor: Actor,
  { nik, reason: typed }: { readonly nik: Nik; readonly reason: string },
): Promise<ExportedDataSubject> {
  const reason = typedText(typed);
  if (reason === "") return { kind: "refused", because: "reason-missing" };
  const memberKey = memberKeyOf(deps.keys.nikHashKey, nik);
  const at = deps.clock.machineNow();
  await appendAudit(
    deps.ledger,
    actOf(actor, {
      ...{ auditId: deps.ids.next(), at, reason },
      ...{ action: "data-subject.export", subject: memberPartition(memberKey) },
    }),
  );
  const held = await readHeldData(deps, memberKey);
  if (!isAnythingHeld(held)) return { kind: "not-held" };
  return {
    kind: "exported",
    document: {
      format: "kanal-data-subject/1",
      madeAt: formatInstant(at),
      memberKey,
      isWhole: held.isWhole,
      profile: held.profile ?? null,
      registration: held.registration ?? null,
      coverage: held.coverage ?? null,
      payments: held.payments,
      failures: held.failures,
      corrections: held.corrections,
      dataCorrections: await readDataCorrections(deps, memberKey),
      records: held.others.map(withoutCiphertexts),
      attempts: held.attempts,
    },
  };
}

/** What is sealed has been opened elsewhere in the document, or is no data of the person. */
function withoutCiphertexts(item: LedgerItem): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !name.startsWith("sealed")));
}
