import { type Actor, actOf } from "../../../shared/audit/actor.ts";
import { appendAudit } from "../../../shared/audit/append-audit.ts";
import type { OpsDeps } from "../room.ts";
import { type OpsAct, RIGHTS } from "./acts.ts";
import type { OpsPerson } from "./person.ts";

/** Enters into the audit trail that somebody tried what he may not do. The act names the subject: an address may hold what somebody typed. */
export async function enterRefusedAct(
  { ledger, clock, ids }: Pick<OpsDeps, "ledger" | "clock" | "ids">,
  actor: Actor,
  { roles }: OpsPerson,
  act: OpsAct,
): Promise<void> {
  await appendAudit(
    ledger,
    actOf(actor, {
      auditId: ids.next(),
      at: clock.machineNow(),
      action: "ops.refused",
      subject: act,
      reason: `has ${roles.join("+") || "no role"}; needs ${RIGHTS[act].join(" or ")}`,
    }),
  );
}
