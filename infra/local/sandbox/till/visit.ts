import { randomBytes } from "node:crypto";
import type { Instant } from "../../../../shared/calendar/calendar.ts";
import type { InTwoLanguages } from "../../../../shared/calendar/month-name.ts";
import type { TillPort, TillPrice, TillQuote, TillReceipt, TillRefusal } from "../../../cli/till-port.ts";
import type { Journey } from "./journey.ts";
import { type WireLog, wireLog } from "./wire-log.ts";

/** What the cashier typed. Kept as it was typed, so that a mistake can be shown and mended. */
export interface AskedBill {
  readonly partnerId: string;
  readonly nik: string;
  readonly months: string;
}

/** A price on the screen. */
export interface ShownBill {
  readonly quote: TillQuote;
  /** By programme; from the gateway's ledger where the partner's protocol gives only sums. */
  readonly price: TillPrice | undefined;
  readonly isPriceFromLedger: boolean;
}

/** A payment that may have been sent; the money is in the drawer. */
export interface SentPayment {
  readonly bill: ShownBill;
  readonly paidAt: Instant;
}

/** A field that cannot be used, and what to do. */
export interface Mistake {
  readonly field: "nik" | "months" | "partner";
  readonly text: InTwoLanguages;
}

/** Where a visit stands: what the screen shows and what may be done next. */
export type Step =
  | { readonly kind: "asking"; readonly mistakes: readonly Mistake[] }
  | { readonly kind: "quoted"; readonly bill: ShownBill }
  | ({ readonly kind: "unanswered" } & SentPayment)
  | {
      readonly kind: "refused";
      readonly during: "inquiry" | "payment" | "reversal";
      readonly refusal: TillRefusal;
    }
  | { readonly kind: "unreachable" }
  | ({ readonly kind: "paid"; readonly receipt: TillReceipt } & SentPayment)
  | ({ readonly kind: "reversed" } & SentPayment);

export type StoryName = "lost-answer" | "double-tap" | "second-till" | "core-down" | "reversal";

/** An accident that was made to happen, and what was seen of it. */
export interface Story {
  readonly name: StoryName;
  readonly facts: readonly (readonly [label: InTwoLanguages, value: InTwoLanguages])[];
}

/** One worker at the till, from the number to the slip. */
export interface Visit {
  /** Names the visit in addresses; nobody can guess it. */
  readonly id: string;
  asked: AskedBill;
  step: Step;
  story: Story | undefined;
  /** What the gateway does with the payment; undefined until one is sent. */
  journey: Journey | undefined;
  readonly wire: WireLog;
  /** The till of each partner that took part. */
  readonly tills: Map<string, TillPort>;
  /** Ends when what the cashier did last is done: one thing after the other, however fast somebody taps. */
  turn: Promise<void>;
}

/** The visits that are kept; the oldest go first. All of it is in memory: a restart begins with an empty counter. */
const VISITS_MAX = 200;

/** The visits of this start of the gateway. */
export interface Visits {
  begin(asked: AskedBill): Visit;
  find(id: string): Visit | undefined;
}

export function openVisits(): Visits {
  const visits = new Map<string, Visit>();
  return {
    begin(asked) {
      const visit: Visit = {
        id: randomBytes(16).toString("hex"),
        asked,
        step: { kind: "asking", mistakes: [] },
        story: undefined,
        journey: undefined,
        wire: wireLog(),
        tills: new Map(),
        turn: Promise.resolve(),
      };
      visits.set(visit.id, visit);
      const [oldest] = visits.keys();
      if (visits.size > VISITS_MAX && oldest !== undefined) visits.delete(oldest);
      return visit;
    },
    find: (id) => visits.get(id),
  };
}
