import { type Sale, saleKey } from "./partner-book.ts";
import type { Stage } from "./stage.ts";
import { giveBack, send, type Tills } from "./tills.ts";

/** What became of the partners' repeats. */
export interface Repeats {
  readonly sent: number;
  /** Booked again, and their till has its receipt. */
  readonly booked: number;
  /** Answered with a fault that says "unknown": held for people, or for the file. */
  readonly held: number;
  /** What must not happen: the partner would give back money for which a worker has a receipt. */
  readonly refused: readonly string[];
  /** Money given back, said again. */
  readonly returned: number;
}

/**
 * The partners send again what they have of the lost minutes: what they got a receipt for as it was, what got no answer as an advice, what went back as a reversal. `isRepeated`
 * says whose repeats come; no partner sends all.
 */
export async function repeatSales(
  stage: Stage,
  tills: Tills,
  sales: readonly Sale[],
  isRepeated: (sale: Sale) => boolean,
): Promise<Repeats> {
  const tally = { sent: 0, booked: 0, held: 0, returned: 0 };
  const refused: string[] = [];
  for (const sale of sales.filter(isRepeated)) {
    tally.sent += 1;
    if (sale.state === "returned") {
      if (await giveBack(stage, tills, sale)) tally.returned += 1;
      continue;
    }
    const told = await send(tills, sale, sale.state === "no-answer");
    if (told.kind === "refused") refused.push(`${saleKey(sale)} ${told.code}`);
    else if (told.kind === "no-answer") tally.held += 1;
    else {
      sale.state = "receipt";
      tally.booked += 1;
    }
  }
  return { ...tally, refused };
}
