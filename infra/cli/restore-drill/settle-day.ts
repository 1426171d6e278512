import type { BusinessDate } from "../../../shared/calendar/calendar.ts";
import { readProfile } from "../../../shared/partner/partner-store.ts";
import { formsOf } from "../../../shared/settlement/ready-forms.ts";
import { writtenFile } from "../../../shared/settlement/write-file.ts";
import type { OpsDesk } from "./ops-desk.ts";
import { fileLines, type Sale } from "./partner-book.ts";
import type { Stage } from "./stage.ts";
import { DrillStop, PARTNERS } from "./tills.ts";

/** What the files of the day found, and what came of it. */
export interface SettledDay {
  /** How many differences there were of a class and cause. */
  readonly found: ReadonlyMap<string, number>;
  /** Booked by two people, and taken out again by two. */
  readonly booked: number;
  readonly returned: number;
}

/** What a restored ledger may differ in and nobody has to book: both books have the money as given back. */
const OWES_NOTHING = new Set(["reversed both-returned", "reversed returned-unheard"]);

/**
 * Each partner hands in what its own book says of the day; what only it has is booked by two people, one by one, so that each preview sees the one before.
 * @throws DrillStop when a difference is of a kind that a restore does not explain
 */
export async function settleDay(
  { stage, desk }: { readonly stage: Stage; readonly desk: OpsDesk },
  sales: readonly Sale[],
  date: BusinessDate,
): Promise<SettledDay> {
  const found = new Map<string, number>();
  let booked = 0;
  let returned = 0;
  for (const partnerId of PARTNERS) {
    const own = sales.filter((sale) => sale.partnerId === partnerId);
    await desk.handIn(await fileOf(stage, partnerId, own, date));
  }
  for (const partnerId of PARTNERS) {
    await desk.untilReconciled(partnerId, date);
    for (const difference of await desk.differences(partnerId, date)) {
      const name = `${difference.class} ${difference.cause ?? ""}`.trim();
      found.set(name, (found.get(name) ?? 0) + 1);
      if (difference.class === "theirs-only") {
        const sale = sales.find(({ quote }) => quote.reference === difference.reference);
        await desk.bookByTwo(difference, sale?.months ?? 1);
        booked += 1;
      } else if (difference.class === "returned-kept") {
        await desk.returnByTwo(partnerId, difference);
        returned += 1;
      } else if (!OWES_NOTHING.has(name)) {
        throw new DrillStop(`${partnerId} ${difference.reference}: ${name}`);
      }
    }
  }
  return { found, booked, returned };
}

async function fileOf(stage: Stage, partnerId: string, own: readonly Sale[], date: BusinessDate) {
  const profile = await stage.onLedger(({ ledger }) => readProfile(ledger, partnerId));
  const form = profile && formsOf(profile.settlement).find(({ says }) => says === "collected");
  if (!form) throw new DrillStop(`${partnerId} has no form of file`);
  const lines = fileLines(own, profile.snap?.partnerServiceId.padStart(8, " "));
  const name = [partnerId, date.replaceAll("-", ""), form.nameContains].filter((part) => part !== "");
  return {
    ...{ partnerId, businessDate: date, fileName: `${name.join("_")}.csv` },
    content: [...writtenFile(form, date, lines)].join(""),
  };
}
