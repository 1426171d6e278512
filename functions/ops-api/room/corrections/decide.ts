import { actOf } from "../../../../shared/audit/actor.ts";
import { appendAudit } from "../../../../shared/audit/append-audit.ts";
import { decideCorrection } from "../../../../shared/correction/decide-correction.ts";
import type { RoomAnswer, Visit } from "../../room.ts";
import { correctionFacts } from "./correction-page.ts";

type ShowPage = (
  visit: Visit,
  trouble?: { readonly status: number; readonly says: string },
) => Promise<RoomAnswer>;

/** Carries out what the second person decided. @throws LedgerFault, AuditFault, PaymentFault */
export async function decide(
  visit: Visit,
  verdict: "approve" | "reject",
  showPage: ShowPage,
): Promise<RoomAnswer> {
  const { deps, actor, say, params, form } = visit;
  const correctionId = params.correctionId ?? "";
  const seenVersion = Number(form.get("seenVersion"));
  const reason = form.get("reason") ?? "";
  const outcome = await decideCorrection(deps, actor, correctionId, { verdict, reason, seenVersion });
  const back = `/corrections/${correctionId}`;
  switch (outcome.kind) {
    case "approved":
    case "rejected":
      return { kind: "see-other", to: back, did: outcome.kind };
    case "unknown":
      return { kind: "not-found" };
    case "stale":
      return { kind: "stale", now: correctionFacts(say, outcome.now), back };
    case "same-person":
      await enterSamePerson(visit, correctionId);
      return showPage(visit, {
        status: 403,
        says: say(
          "Anda sendiri yang mengajukannya, jadi orang lain yang harus menyetujui. Percobaan ini tercatat; tidak ada yang berubah.",
          "You proposed it yourself, so somebody else has to approve it. The attempt stands in the audit trail; nothing has changed.",
        ),
      });
    case "reason-missing":
      return showPage(visit, { status: 422, says: say("Tulis dulu alasannya.", "Write the reason first.") });
    case "not-possible":
      return showPage(visit, {
        status: 409,
        says: say(
          "Tidak dapat dijalankan sekarang; sebabnya di bawah.",
          "It cannot be carried out now; why stands below.",
        ),
      });
  }
}

/** That somebody tried to be both persons is worth knowing. */
export async function enterSamePerson(
  { deps: { ledger, clock, ids }, actor }: Pick<Visit, "deps" | "actor">,
  correctionId: string,
): Promise<void> {
  const act = { action: "ops.refused", subject: `decide-correction ${correctionId}`, reason: "own proposal" };
  await appendAudit(ledger, actOf(actor, { auditId: ids.next(), at: clock.machineNow(), ...act }));
}
