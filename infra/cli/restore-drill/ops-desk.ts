import * as z from "zod/mini";
import type { Stage } from "./stage.ts";
import { DrillStop } from "./tills.ts";

/** A difference, as far as a correction of it needs to be chosen. */
const Difference = z.object({
  differenceId: z.string(),
  class: z.string(),
  cause: z.nullable(z.string()),
  reference: z.string(),
  months: z.nullable(z.number()),
  theirsRupiah: z.number(),
});
export type DrillDifference = z.infer<typeof Difference>;

const Page = z.object({ differences: z.array(Difference), after: z.nullable(z.string()) });
const Day = z.object({ state: z.string() });
const Proposed = z.object({ correctionId: z.string(), version: z.number() });

/** What two people do at the ops API: one asks and proposes, another approves. */
export interface OpsDesk {
  handIn(file: { partnerId: string; businessDate: string; fileName: string; content: string }): Promise<void>;
  /** Waits until the day's file is matched. @throws DrillStop */
  untilReconciled(partnerId: string, businessDate: string): Promise<void>;
  differences(partnerId: string, businessDate: string): Promise<readonly DrillDifference[]>;
  /** A forced booking of what only the partner has, proposed by one person and approved by another. */
  bookByTwo(difference: DrillDifference, months: number): Promise<void>;
  /** The late reversal of what the partner gave back and the ledger holds again. */
  returnByTwo(partnerId: string, difference: DrillDifference): Promise<void>;
}

const WHY = "Pemulihan buku 20 Nov 10.00-10.10 / restored ledger";
const RECONCILED_MS_MAX = 20_000;
const LOOK_MS = 100;
const OPERATOR = "ops-budi";
const APPROVER = "ops-dewi";

/** Sits down at the gateway's own API with the tokens of two of the sample staff. */
export function opsDesk(stage: Stage): OpsDesk {
  const { ops } = stage.sandbox();
  const tokenOf = (subject: string) => ops.find((person) => person.subject === subject)?.token ?? "";
  const ask = async (who: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${stage.baseUrl()}/ops/api${path}`, {
      method: body ? "POST" : "GET",
      headers: { authorization: `Bearer ${tokenOf(who)}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new DrillStop(`${path}: ${answer.status} ${text.slice(0, 300)}`);
    return JSON.parse(text);
  };
  const byTwo = async (fields: Readonly<Record<string, string>>): Promise<void> => {
    const { correctionId, version } = z.parse(
      Proposed,
      await ask(OPERATOR, "/corrections", { ...fields, reason: WHY }),
    );
    const verdict = { verdict: "approve", reason: WHY, seenVersion: version };
    await ask(APPROVER, `/corrections/${correctionId}/decision`, verdict);
  };
  const dayPath = (partnerId: string, date: string) => `/settlements/${partnerId}/${date}`;
  return {
    async handIn(file) {
      await ask(OPERATOR, "/settlements", { ...file, reason: WHY });
    },
    async untilReconciled(partnerId, date) {
      const until = Date.now() + RECONCILED_MS_MAX;
      for (;;) {
        const { state } = z.parse(Day, await ask(OPERATOR, dayPath(partnerId, date)));
        if (state === "reconciled") return;
        if (Date.now() > until) throw new DrillStop(`${partnerId} ${date}: ${state}`);
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
    },
    async differences(partnerId, date) {
      const found: DrillDifference[] = [];
      let after: string | null = null;
      do {
        const path: string = `${dayPath(partnerId, date)}/differences${after ? `?after=${encodeURIComponent(after)}` : ""}`;
        const page: z.infer<typeof Page> = z.parse(Page, await ask(OPERATOR, path));
        found.push(...page.differences);
        after = page.after;
      } while (after);
      return found;
    },
    bookByTwo: ({ differenceId, months }, fallback) =>
      byTwo({
        ...{ difference: differenceId, kind: "forced-booking" },
        ...{ months: String(months ?? fallback), coverFrom: "paid-at" },
      }),
    returnByTwo: (partner, { reference }) => byTwo({ partner, reference, kind: "late-reversal" }),
  };
}
