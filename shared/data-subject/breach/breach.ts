import { type Instant, instant } from "../../calendar/calendar.ts";

/** UU 27/2022 article 46: written notice to the persons concerned and to the authority within 3 x 24 hours. */
const NOTICE_WITHIN_MS = 3 * 24 * 3_600_000;

type Words = readonly [id: string, en: string];

/** What the notice has to say (article 46, paragraph 2), in both languages. */
export const BREACH_NOTICE = {
  "what-leaked": ["Data pribadi apa yang terungkap", "Which personal data were disclosed"],
  "when-and-how": ["Kapan dan bagaimana data itu terungkap", "When and how they were disclosed"],
  "what-is-done": ["Upaya penanganan dan pemulihan", "What is done to handle it and to put it right"],
} as const satisfies Readonly<Record<string, Words>>;

/** What has to be done, in this order; each is ticked by whoever did it. */
export const BREACH_STEPS = {
  contain: ["Hentikan kebocoran: cabut kunci, tutup akses", "Stop it: revoke keys, close access"],
  "verify-trail": [
    "Buktikan jejak audit utuh: npm run audit:verify",
    "Prove that the audit trail is whole: npm run audit:verify",
  ],
  "find-persons": [
    "Tentukan siapa yang terkena, dari jejak audit",
    "Find who is concerned, from the audit trail",
  ],
  "tell-controller": [
    "Beri tahu pengendali data (BPJS Ketenagakerjaan)",
    "Tell the controller (BPJS Ketenagakerjaan)",
  ],
  "write-notice": ["Tulis pemberitahuan", "Write the notice"],
  "notify-authority": ["Beri tahu lembaga pelindungan data pribadi", "Notify the authority"],
  "notify-persons": ["Beri tahu subjek data", "Notify the persons concerned"],
  "consider-public": [
    "Putuskan apakah masyarakat perlu diberi tahu",
    "Decide whether the public has to be told",
  ],
  learn: ["Catat penyebab dan pencegahannya", "Write down the cause and what prevents it"],
} as const satisfies Readonly<Record<string, Words>>;

export type BreachStep = keyof typeof BREACH_STEPS;
export type BreachNoticePart = keyof typeof BREACH_NOTICE;

export interface StepTick {
  readonly by: string;
  readonly at: Instant;
  readonly note: string;
}

/** A breach, or a drill of one: the same clock, the same steps, the same trail. */
export interface Breach {
  readonly breachId: string;
  readonly kind: "drill" | "incident";
  /** When somebody of ours first knew; the law's clock runs from here. */
  readonly discoveredAt: Instant;
  readonly summary: string;
  readonly openedBy: string;
  readonly openedAt: Instant;
  readonly ticks: Readonly<Partial<Record<BreachStep, StepTick>>>;
  readonly version: number;
}

export interface BreachClock {
  readonly deadline: Instant;
  /** Negative once it is over. */
  readonly leftMs: number;
  readonly state: "running" | "overdue" | "notified-in-time" | "notified-late";
  /** The steps that nobody has ticked, in order. */
  readonly open: readonly BreachStep[];
}

const isStep = (step: string): step is BreachStep => step in BREACH_STEPS;

/** Reads a step's name; undefined for none of ours. */
export const parseBreachStep = (text: string): BreachStep | undefined =>
  Object.hasOwn(BREACH_STEPS, text) && isStep(text) ? text : undefined;

/** Where the law's clock stands: notified is only who has told the authority and the persons, both. */
export function breachClock({ discoveredAt, ticks }: Breach, now: Instant): BreachClock {
  const deadline = instant(discoveredAt + NOTICE_WITHIN_MS);
  const told = [ticks["notify-authority"]?.at, ticks["notify-persons"]?.at];
  const open = Object.keys(BREACH_STEPS).filter(
    (step): step is BreachStep => isStep(step) && ticks[step] === undefined,
  );
  const leftMs = deadline - now;
  if (told.every((at) => at !== undefined)) {
    const isLate = told.some((at) => at !== undefined && at > deadline);
    return { deadline, leftMs, open, state: isLate ? "notified-late" : "notified-in-time" };
  }
  return { deadline, leftMs, open, state: leftMs < 0 ? "overdue" : "running" };
}
