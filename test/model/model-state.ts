/** What the reference model knows. Plain data: a state is copied, never shared. */

export interface ModelMember {
  readonly version: number;
  readonly standing: "registered" | "deceased";
  readonly segment: "BPU" | "PU";
  readonly birthDay: string;
}

export interface ModelRun {
  readonly anchor: string;
  readonly count: number;
}

export interface ModelMonth {
  readonly month: string;
  readonly from: string;
  readonly to: string;
  readonly price: number;
}

export interface ModelQuote {
  readonly member: string;
  readonly day: string;
  readonly months: readonly ModelMonth[];
  readonly total: number;
  readonly creditUsed: number;
  readonly runBefore: ModelRun | null;
  readonly runAfter: ModelRun;
}

export interface ModelPayment {
  state: "accepted" | "active" | "credited" | "refused" | "reversed" | "tombstone";
  readonly member: string;
  readonly amount: number;
  readonly day: string;
  readonly reason: string;
  /** How many months the message named by itself; 0 for none. */
  readonly named: number;
  readonly months: readonly ModelMonth[];
  readonly creditUsed: number;
  readonly creditGiven: number;
  readonly runBefore: ModelRun | null;
  readonly runAfter: ModelRun | null;
  review: string;
  /** Two people decided that money under review stays. */
  kept: boolean;
  revoked: boolean;
  /** Whether it was ever in force. */
  activated: boolean;
  /** The partner's reference that the money came by, where it stands under a key of ours. */
  readonly origin: string;
  /** Where the money of this reference stands by now, and whether the partner got it back from there. */
  successor: string;
  returned: boolean;
}

/** A change of money that one person asked for. */
export interface ModelCorrection {
  readonly facts: {
    readonly what: "forced-booking" | "credit" | "late-reversal" | "keep" | "wrong-nik";
    /** What it is about, by `<partner>#<reference>` and perhaps a key of ours. */
    readonly payment: string;
    /** Whose the money is to be. */
    readonly member: string;
    readonly months: number;
    readonly amount: number;
    readonly paidAt: number;
  };
  readonly maker: string;
  readonly now: "proposed" | "approved" | "rejected";
  readonly decider: string;
  readonly preview: string;
  /** The payments whose page shows it. */
  readonly pages: readonly string[];
}

/** A payment that bought nothing; what is known of it is added. */
export const NOTHING_BOUGHT = {
  member: "",
  amount: 0,
  reason: "",
  named: 0,
  months: [],
  creditUsed: 0,
  creditGiven: 0,
  runBefore: null,
  runAfter: null,
  review: "",
  kept: false,
  revoked: false,
  activated: false,
  origin: "",
  successor: "",
  returned: false,
} as const satisfies Partial<ModelPayment>;

export interface ModelCoverage {
  run: ModelRun | null;
  credit: number;
  /** Which months each payment owns. */
  readonly claims: Record<string, readonly ModelMonth[]>;
}

export interface ModelState {
  now: number;
  readonly members: Record<string, ModelMember>;
  /** By `<partner>#<reference>`, as payments are: a bank's reference is the id of its inquiry. */
  readonly quotes: Record<string, ModelQuote>;
  readonly payments: Record<string, ModelPayment>;
  readonly coverages: Record<string, ModelCoverage>;
  /** Owner of each `<member>#<month>#<programme>` in force. */
  readonly slices: Record<string, string>;
  /** Message numbers that were used: `<partner>/<service>/<number>`. */
  readonly numbers: Record<string, true>;
  /** Open failures: `<cause>:<payment>`, with the amounts that were named for money that stands in no payment. */
  readonly failures: Record<string, string>;
  readonly corrections: Record<string, ModelCorrection>;
}

export const emptyState = (now: number): ModelState => ({
  now,
  members: {},
  quotes: {},
  payments: {},
  coverages: {},
  slices: {},
  numbers: {},
  failures: {},
  corrections: {},
});

/** What a partner, or a queue, asks of the gateway. Money in rupiah, times in epoch milliseconds. */
export type Request =
  | {
      readonly kind: "inquire";
      readonly partner: string;
      readonly reference: string;
      readonly member: string;
      readonly months: number;
      readonly number: string;
    }
  | {
      readonly kind: "pay";
      readonly partner: string;
      readonly reference: string;
      readonly member: string;
      readonly amount: number;
      /** What the number itself names; 0 for nothing. */
      readonly named: number;
      readonly advice: boolean;
      readonly number: string;
    }
  | {
      readonly kind: "reverse";
      readonly partner: string;
      readonly reference: string;
      readonly reversedAt: number;
      readonly amount: number | undefined;
    }
  | {
      readonly kind: "status";
      readonly partner: string;
      readonly reference: string;
      readonly member: string;
    }
  | { readonly kind: "describe"; readonly member: string; readonly told: ModelMember }
  | {
      readonly kind: "propose";
      readonly id: string;
      readonly person: string;
      readonly facts: ModelCorrection["facts"];
    }
  | { readonly kind: "decide"; readonly id: string; readonly person: string; readonly approves: boolean }
  /** A message about a payment, and whether the core says no to its activation. */
  | { readonly kind: "activate" | "revoke"; readonly payment: string; readonly refused: boolean }
  /** Ops pick these failures (`<cause>:<payment>`), or everything that stands open. */
  | { readonly kind: "replay"; readonly failures: readonly string[] | "all" }
  /** A message of a replay, how long its runner may work, and how the core takes its orders. */
  | { readonly kind: "slice"; readonly looks: number; readonly refused: boolean; readonly away: boolean };

/** What was answered: the word for the outcome, and the rupiah where the answer names an amount. */
export interface Answer {
  readonly word: string;
  readonly rupiah?: number;
}

/** Where the world may stand after a request, and what was answered on the way there. */
export interface Step {
  readonly state: ModelState;
  readonly answer: Answer;
}

export const keyOf = ({ partner, reference }: { readonly partner: string; readonly reference: string }) =>
  `${partner}#${reference}`;
