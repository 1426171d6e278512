import type { TillQuote } from "../till-port.ts";
import type { Sale } from "./partner-book.ts";
import type { Stage } from "./stage.ts";
import { DrillStop, giveBack, PARTNERS, payFor, quoted, sell, send, type Tills } from "./tills.ts";

/** Everything that the partners know, and what the drill still has in hand. */
export interface Play {
  readonly stage: Stage;
  readonly tills: Tills;
  readonly sales: Sale[];
  /** Workers of whom nobody has heard. */
  readonly niks: string[];
  /** Prices that were given and not paid yet. */
  readonly open: { readonly partnerId: string; readonly quote: TillQuote }[];
}

const MONTHS = [1, 2, 3] as const;

const worker = ({ niks }: Play): string => {
  const nik = niks.pop();
  if (nik === undefined) throw new DrillStop("no workers left");
  return nik;
};

async function sellTo(play: Play, index: number, when: Sale["when"], nik = worker(play)): Promise<Sale> {
  const partnerId = PARTNERS[index % PARTNERS.length] ?? "bri";
  const months = MONTHS[index % MONTHS.length] ?? 1;
  const sale = await sell(play, partnerId, { nik, months, when });
  play.sales.push(sale);
  return sale;
}

const ask = async (play: Play, partnerId: string): Promise<void> => {
  play.open.push({ partnerId, quote: await quoted(play.tills, partnerId, { nik: worker(play), months: 1 }) });
};

/** Pays what was asked for at a partner; an answer that says nothing leaves the cash in the till all the same. */
async function payOpen(play: Play, partnerId: string, when: Sale["when"]): Promise<Sale> {
  const index = play.open.findIndex((each) => each.partnerId === partnerId);
  const [found] = play.open.splice(index, 1);
  if (index < 0 || !found) throw new DrillStop(`nothing is asked for at ${partnerId}`);
  const sale = await payFor(play, partnerId, { quote: found.quote, months: 1, when });
  play.sales.push(sale);
  return sale;
}

/**
 * What happened before the restore point: sales, one that went back, one that the core has not heard of, two prices that are paid later.
 */
export async function playBefore(play: Play, count: number): Promise<void> {
  for (let index = 0; index < count; index++) await sellTo(play, index, "before");
  const returned = await sellTo(play, PARTNERS.indexOf("indomaret"), "before");
  await play.stage.settled();
  await giveBack(play.stage, play.tills, returned);
  await ask(play, "bri");
  await ask(play, "indomaret");
  // To be given back in the minutes that get lost: one says so again, of the other only the file will tell.
  await sellTo(play, PARTNERS.indexOf("pos"), "before");
  await sellTo(play, PARTNERS.indexOf("pos"), "before");
  await play.stage.settled();
  await play.stage.put("/sandbox/core", { mode: "down" });
  await sellTo(play, PARTNERS.indexOf("bni"), "before");
}

/**
 * The minutes that get lost: sales, among them those of the two open prices and one to a worker who has paid already, a lost answer, a double sending, money given back
 * from before and from now, two prices that nobody has paid yet, and one sale of which the core will not hear.
 */
export async function playGap(play: Play, count: number): Promise<void> {
  const { stage, tills, sales } = play;
  await stage.put("/sandbox/core", { mode: "up" });
  await payOpen(play, "bri", "gap");
  await payOpen(play, "indomaret", "gap");
  const old = sales.filter(({ partnerId, when }) => partnerId === "pos" && when === "before").slice(-2);
  for (const sale of old) await giveBack(stage, tills, sale);
  for (let index = 0; index < count; index++) {
    const sale = await sellTo(play, index, "gap");
    // Every fifth is sent twice, as a till does that saw its screen freeze.
    if (index % 5 === 0) await send(tills, sale, false);
  }
  const first = sales.find(({ when }) => when === "gap");
  if (first) await sellTo(play, PARTNERS.indexOf("indomaret"), "gap", first.quote.nik);
  const returned = await sellTo(play, PARTNERS.indexOf("pos"), "gap");
  await giveBack(stage, tills, returned);
  await stage.put("/sandbox/answers", { loseNext: 1 });
  await sellTo(play, PARTNERS.indexOf("bri"), "gap");
  await ask(play, "bri");
  await ask(play, "pos");
  await stage.settled();
  await stage.put("/sandbox/core", { mode: "down" });
  await sellTo(play, PARTNERS.indexOf("bni"), "gap");
}

/** Business goes on beside the repair: new sales, and the two prices that were asked for in the lost minutes are paid. */
export async function playAfter(play: Play): Promise<void> {
  await sellTo(play, PARTNERS.indexOf("bri"), "after");
  await sellTo(play, PARTNERS.indexOf("indomaret"), "after");
  await payOpen(play, "bri", "after");
  await payOpen(play, "pos", "after");
}
