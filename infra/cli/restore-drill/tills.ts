import type { SandboxFile } from "../../local/sandbox/sandbox-file.ts";
import { h2hClient } from "../h2h-client.ts";
import { h2hTill } from "../h2h-till.ts";
import { NoAnswer, snapClient } from "../snap-client.ts";
import { snapTill } from "../snap-till.ts";
import type { TillPort, TillQuote } from "../till-port.ts";
import type { Sale } from "./partner-book.ts";
import type { Stage } from "./stage.ts";

/** A gateway said no to money that a till had taken, or gave no price to somebody who has one: nothing that a drill expects. */
export class DrillStop extends Error {
  readonly code = "DRILL_STOP";
}

/** One till a partner. A bank's till remembers what it asked for, so it is kept over the restore. */
export type Tills = ReadonlyMap<string, TillPort>;

/** Who plays: two banks, the post office and a minimarket. */
export const PARTNERS = ["bri", "bni", "pos", "indomaret"] as const;
export type PartnerName = (typeof PARTNERS)[number];

export function openTills(baseUrl: string, { partners }: SandboxFile): Tills {
  return new Map(
    partners.map((partner) => [
      partner.partnerId,
      partner.protocol === "snap"
        ? snapTill(snapClient(baseUrl, partner), partner.channel)
        : h2hTill(h2hClient(baseUrl, partner)),
    ]),
  );
}

export function tillOf(tills: Tills, partnerId: string): TillPort {
  const till = tills.get(partnerId);
  if (!till) throw new DrillStop(`${partnerId} is not in sandbox.json`);
  return till;
}

/** Asks for a price. @throws DrillStop */
export async function quoted(
  tills: Tills,
  partnerId: string,
  ask: { readonly nik: string; readonly months: number },
): Promise<TillQuote> {
  const answer = await tillOf(tills, partnerId).inquire(ask);
  if (answer.kind === "yes") return answer.value;
  throw new DrillStop(`${partnerId}: ${answer.refusal.code} ${answer.refusal.reason.english}`);
}

/** What a payment or its repeat was answered. A fault of ours and silence are one to a till. */
export type Told =
  | { readonly kind: "receipt" | "no-answer" }
  | { readonly kind: "refused"; readonly code: string };

/** Sends a sale, again if it was sent before. */
export async function send(tills: Tills, sale: Sale, advice: boolean): Promise<Told> {
  try {
    const answer = await tillOf(tills, sale.partnerId).pay(sale.quote, { paidAt: sale.paidAt, advice });
    if (answer.kind === "yes") return { kind: "receipt" };
    return { kind: "refused", code: answer.refusal.code };
  } catch (error) {
    if (error instanceof NoAnswer) return { kind: "no-answer" };
    throw error;
  }
}

/** Sells: asks, takes the cash, pays. */
export async function sell(
  { stage, tills }: { readonly stage: Stage; readonly tills: Tills },
  partnerId: string,
  ask: { readonly nik: string; readonly months: number; readonly when: Sale["when"] },
): Promise<Sale> {
  return payFor({ stage, tills }, partnerId, { ...ask, quote: await quoted(tills, partnerId, ask) });
}

/** Takes the cash for a price that was given before, and pays. @throws DrillStop */
export async function payFor(
  { stage, tills }: { readonly stage: Stage; readonly tills: Tills },
  partnerId: string,
  {
    quote,
    months,
    when,
  }: { readonly quote: TillQuote; readonly months: number; readonly when: Sale["when"] },
): Promise<Sale> {
  const sale: Sale = { partnerId, quote, months, when, paidAt: await stage.now(), state: "no-answer" };
  const told = await send(tills, sale, false);
  if (told.kind === "refused") throw new DrillStop(`${partnerId}: payment ${told.code}`);
  sale.state = told.kind;
  return sale;
}

/** Gives the money of a sale back, or says so again. @returns whether the gateway took it as given back */
export async function giveBack(stage: Stage, tills: Tills, sale: Sale): Promise<boolean> {
  const { reverse } = tillOf(tills, sale.partnerId);
  if (!reverse) throw new DrillStop(`${sale.partnerId} has no reversal`);
  sale.returnedAt ??= await stage.now();
  sale.state = "returned";
  try {
    return (
      (await reverse(sale.quote, { reason: "CUSTOMER_REQUEST", reversedAt: sale.returnedAt })).kind === "yes"
    );
  } catch (error) {
    if (error instanceof NoAnswer) return false;
    throw error;
  }
}
