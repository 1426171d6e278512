import { addDays, businessDateOf, instant, startOf } from "../../../../shared/calendar/calendar.ts";
import { putPartner } from "../../../../shared/partner/partner-store.ts";
import { formNamed, READY_FORMS } from "../../../../shared/settlement/ready-forms.ts";
import { writtenFile } from "../../../../shared/settlement/write-file.ts";
import { sqsEvent } from "../../../local/aws/sqs-event.ts";
import { SAMPLE_PARTNERS } from "../../../local/sandbox/sample-partners.ts";
import { LOCAL } from "../../../local/topology.ts";
import { seedPayments } from "../../settlement/seed-payments.ts";
import { type SeededDay, seededLines, seededPayments } from "../../settlement/seeded-day.ts";
import type { MeasuringGround } from "./ground.ts";
import { MEASURED_AT } from "./measured-life.ts";
import { recorder } from "./recorder.ts";
import type { StepUsage } from "./usage.ts";

const CONTEXT = { getRemainingTimeInMillis: () => 300_000 } as Parameters<
  MeasuringGround["functions"]["events"]["settlement"]
>[1];

/** Matches a file of so many lines, all of them right, with the ledger, and says what that used. `daysAgo` keeps the files of several measurements apart. */
export async function settlementUsage(
  ground: MeasuringGround,
  lines: number,
  daysAgo: number,
): Promise<StepUsage> {
  const profile = SAMPLE_PARTNERS.find(({ partnerId }) => partnerId === "indomaret");
  const form = formNamed(READY_FORMS.kanal, "day.csv");
  if (!profile || !form) throw new Error("no such partner or form");
  const { partnerId } = profile;
  const businessDate = addDays(businessDateOf(MEASURED_AT), -daysAgo);
  const day: SeededDay = { partnerId, businessDate, references: lines, differences: 0 };
  ground.clock.moveTo(instant(startOf(businessDate) + (MEASURED_AT - startOf(businessDateOf(MEASURED_AT)))));
  ground.clock.moveBy(24 * 3_600_000);
  await putPartner(ground.ledger, { ...profile, settlement: { ...profile.settlement, files: "kanal" } });
  await seedPayments(ground.client, LOCAL.table, seededPayments(day));
  const file = Buffer.from([...writtenFile(form, businessDate, seededLines(day))].join(""));
  const record = await recorder(ground);
  ground.services.objects.put(
    LOCAL.settlementBucket,
    `${partnerId}/${businessDate}/day.csv`,
    file,
    "text/csv",
  );
  await record.step("settlement", "settlement-reconciliation", async () => ({
    ...{ invocations: await carryOut(ground), answerBytes: 0 },
  }));
  const [usage] = record.steps;
  if (!usage) throw new Error("no step was recorded");
  return usage;
}

/** Gives the function its notice and its errands until none is left. @returns how many calls that took */
async function carryOut({ services: { queues }, functions }: MeasuringGround): Promise<number> {
  for (let calls = 0; ; calls++) {
    const [notice] = queues.receive(LOCAL.settlementNotices, { batchSize: 1 });
    if (notice) {
      await functions.events.settlement(JSON.parse(notice.body), CONTEXT);
      queues.delete([notice.id]);
      continue;
    }
    const errands = queues.receive(LOCAL.settlementQueue, { batchSize: 1 });
    if (errands.length === 0) return calls;
    const answer = await functions.events.settlement(sqsEvent(LOCAL.settlementQueue, errands), CONTEXT);
    if (answer?.batchItemFailures.length) throw new Error("an errand failed");
    queues.delete(errands.map(({ id }) => id));
  }
}
