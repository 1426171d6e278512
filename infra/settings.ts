import { ATTEMPTS_MAX } from "../shared/activation/retry-schedule.ts";

/**
 * Numbers that the deployed and the local gateway share. Durations carry their unit in the name. How long a failed activation waits is set by the consumer, message by
 * message; the visibility timeout holds when it could not even do that.
 */
export const QUEUES = {
  activation: { visibilityTimeoutSeconds: 120, maxReceiveCount: ATTEMPTS_MAX, batchSize: 10 },
  memberFeed: { visibilityTimeoutSeconds: 600, maxReceiveCount: 5, batchSize: 10 },
  /** The report may be seconds late; a batch is one transaction, so a full one is a fiftieth of the writes. */
  reporting: { visibilityTimeoutSeconds: 180, maxReceiveCount: 20, batchSize: 50, batchingWindowSeconds: 5 },
  /** An errand reads two thousand payments; ten of them at once are some 7,000 reads a second beside the payments' own. */
  settlement: { visibilityTimeoutSeconds: 1_800, maxReceiveCount: 5, batchSize: 1, concurrencyMax: 10 },
  /** A slice and its next one are different messages, so five receives are five crashes of the same slice. */
  replay: { visibilityTimeoutSeconds: 720, maxReceiveCount: 5, batchSize: 1 },
} as const;

/** The functions that queues feed: by how many, and how many calls each of them may have going, where that is the same in every stage. */
export const QUEUE_FED: Readonly<
  Partial<Record<FunctionName, { readonly queues: number; readonly concurrencyMax?: number }>>
> = {
  "coverage-activation": { queues: 1 },
  "member-feed": { queues: 1 },
  "failure-intake": { queues: 2 },
  reporting: { queues: 1 },
  "replay-runner": { queues: 1 },
  "settlement-reconciliation": { queues: 1, concurrencyMax: QUEUES.settlement.concurrencyMax },
};

/** How often is looked which settlement files are overdue. */
export const LATE_FILES = { everyMinutes: 30 } as const;

/** The sweeper of pending activations: how often it runs, which payments it leaves to their own message, and how far it looks back. */
export const SWEEPER = { everyMinutes: 5, afterSeconds: 300, hours: 26 } as const;

/** The watchman: how often it looks at failures, settlement, seals and what is pending. */
export const WATCHMAN = { everyMinutes: 5 } as const;

/** The keeper of credit: how often it looks. Runs end by the day, so any hour is soon enough. */
export const CREDIT_KEEPER = { everyMinutes: 60 } as const;

/** The sealer of the audit trail: a day gets its root within the hour after its midnight, and a cut in the running day shows within the hour. */
export const AUDIT_SEALER = { everyMinutes: 60 } as const;

/** How long the core may be silent about a payment before ops see it. */
export const CORE_SILENCE_SECONDS = 120;

/**
 * The queues behind the activation queue. A letter that cannot even be taken in is tried for about five hours, then rests in the last resort,
 * where only a person looks.
 */
export const DEAD_LETTERS = {
  visibilityTimeoutSeconds: 180,
  maxReceiveCount: 100,
  batchSize: 10,
  retentionDays: 14,
} as const;

/** The relay's reading of the table's stream. A batch that failed this often or got this old goes to the on-failure bucket; the stream keeps 24 hours. */
export const STREAM = { batchSize: 100, retryAttempts: 10, recordAgeHoursMax: 6 } as const;

/**
 * Time limit of each deployed function, named like its folder. Activation's is a sixth of its queue's visibility timeout, as Lambda advises: a message
 * must not come back while it is still worked on.
 */
export const FUNCTION_TIMEOUT_SECONDS = {
  "partner-api": 10,
  "member-desk": 10,
  "public-api": 5,
  "ops-api": 20,
  "event-relay": 30,
  "coverage-activation": 20,
  "activation-sweeper": 120,
  "credit-keeper": 300,
  "member-feed": 300,
  "failure-intake": 30,
  "audit-sealer": 300,
  reporting: 30,
  "attempt-intake": 60,
  "settlement-reconciliation": 300,
  "replay-runner": 120,
  watchman: 30,
} as const;

export type FunctionName = keyof typeof FUNCTION_TIMEOUT_SECONDS;

/**
 * Functions whose new version takes over step by step: those that somebody waits for, and the two that every payment passes. The others run seldom or by the clock: ten in a hundred of their calls in five
 * minutes are none, or the one run there is, and would prove nothing (docs/decisions/0025-watching.md).
 */
export const GRADUAL: readonly FunctionName[] = [
  "partner-api",
  "member-desk",
  "public-api",
  "ops-api",
  "event-relay",
  "coverage-activation",
];

/** Memory of each deployed function, in MB. CPU comes with it, so the function that a cashier waits for has the most. */
export const FUNCTION_MEMORY_MB: Readonly<Record<FunctionName, number>> = {
  "partner-api": 1024,
  "member-desk": 512,
  "public-api": 256,
  "ops-api": 512,
  "event-relay": 512,
  "coverage-activation": 512,
  "activation-sweeper": 512,
  "credit-keeper": 512,
  "member-feed": 512,
  "failure-intake": 256,
  "audit-sealer": 512,
  reporting: 256,
  "attempt-intake": 256,
  "settlement-reconciliation": 1024,
  "replay-runner": 512,
  watchman: 256,
};

/** How long things that are neither the ledger nor a stage's own to say are kept, in days. */
export const KEEP_DAYS = { unpublishedBatches: 90, memberSnapshots: 30 } as const;
