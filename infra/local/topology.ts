import { EVENT_BUS_SOURCE } from "../../shared/event/cloud-event.ts";
import { COUNTED_EVENTS } from "../../shared/report/fact-of-event.ts";
import {
  AUDIT_SEALER,
  CREDIT_KEEPER,
  DEAD_LETTERS as DEPLOYED_DEAD_LETTERS,
  FUNCTION_TIMEOUT_SECONDS,
  type FunctionName,
  LATE_FILES,
  QUEUES,
  SWEEPER,
  WATCHMAN,
} from "../settings.ts";
import type { BusRule } from "./aws/bus.ts";

/** Names of what the local cloud holds; in AWS CloudFormation names things. */
export const LOCAL = {
  table: "kanal",
  bus: "kanal",
  activationQueue: "activation",
  deadLetterQueue: "activation-dead-letters",
  /** Lambda's on-failure destination of the table's stream. */
  unpublishedBucket: "kanal-unpublished",
  /** S3's own delivery of ObjectCreated to the function, made durable. */
  unpublishedNotices: "unpublished-notices",
  /** What the core says of its members, change by change. */
  memberFeedQueue: "member-feed",
  memberFeedDeadLetters: "member-feed-dead-letters",
  /** Whole snapshots of the core's members. */
  snapshotBucket: "kanal-members",
  snapshotNotices: "member-snapshot-notices",
  /** Events on their way to the report's counters. */
  reportingQueue: "reporting",
  replayQueue: "replay",
  reportingDeadLetters: "reporting-dead-letters",
  /** Lines that functions printed about requests, on their way to whoever subscribed to their logs. */
  requestLines: "request-lines",
  /** Partners' files, and the parts of the work on them. */
  settlementBucket: "kanal-settlement",
  settlementNotices: "settlement-notices",
  settlementQueue: "settlement-errands",
  lateFilesRule: "late-files",
  sweepRule: "activation-sweep",
  creditRule: "credit-keeping",
  watchRule: "watch",
  /** Signed roots of the audit trail, locked. */
  auditBucket: "kanal-audit",
  auditRule: "audit-sealing",
} as const;

/** Here a second stands for a minute, so that a person can watch a retry or a dead letter happen. */
const SECONDS_PER_LOCAL_SECOND = 60;

/** A duration of the deployed gateway in milliseconds of the local one. */
export const localMs = (seconds: number): number => Math.ceil((seconds * 1000) / SECONDS_PER_LOCAL_SECOND);

/** How the activation queue treats its messages: the deployed numbers, with the visibility timeout as the wait after a failure. */
export const ACTIVATION = {
  queue: LOCAL.activationQueue,
  batchSize: QUEUES.activation.batchSize,
  retryDelayMs: localMs(QUEUES.activation.visibilityTimeoutSeconds),
  deadLetters: { queue: LOCAL.deadLetterQueue, maxReceiveCount: QUEUES.activation.maxReceiveCount },
} as const;

/** Dead letters and notices are offered until they are taken in. In AWS a last resort and an alarm stand behind them; here a person looks anyway. */
export const DEAD_LETTERS = {
  queue: LOCAL.deadLetterQueue,
  batchSize: DEPLOYED_DEAD_LETTERS.batchSize,
  retryDelayMs: localMs(DEPLOYED_DEAD_LETTERS.visibilityTimeoutSeconds),
} as const;

/** S3 calls the function once for each notice; there is no batch. */
export const NOTICES = { queue: LOCAL.unpublishedNotices, batchSize: 1, retryDelayMs: localMs(60) } as const;

export const RULES: readonly BusRule[] = [
  {
    bus: LOCAL.bus,
    source: EVENT_BUS_SOURCE,
    detailTypes: ["ReplayRequested.v1"],
    queue: LOCAL.replayQueue,
  },
  {
    bus: LOCAL.bus,
    source: EVENT_BUS_SOURCE,
    detailTypes: ["ContributionAccepted.v1", "ContributionReversed.v1"],
    queue: LOCAL.activationQueue,
  },
  {
    bus: LOCAL.bus,
    source: EVENT_BUS_SOURCE,
    detailTypes: COUNTED_EVENTS,
    queue: LOCAL.reportingQueue,
  },
];

export const BUCKET_NOTICES = {
  [LOCAL.unpublishedBucket]: LOCAL.unpublishedNotices,
  [LOCAL.snapshotBucket]: LOCAL.snapshotNotices,
  [LOCAL.settlementBucket]: LOCAL.settlementNotices,
};

/** How the feed's queue treats a message: the deployed numbers again. */
export const MEMBER_FEED = {
  queue: LOCAL.memberFeedQueue,
  batchSize: QUEUES.memberFeed.batchSize,
  deadLetters: { queue: LOCAL.memberFeedDeadLetters, maxReceiveCount: QUEUES.memberFeed.maxReceiveCount },
  retryDelayMs: localMs(QUEUES.memberFeed.visibilityTimeoutSeconds),
} as const;

/** What of the feed did not open, taken in like any dead letter. */
export const MEMBER_FEED_DEAD_LETTERS = { ...DEAD_LETTERS, queue: LOCAL.memberFeedDeadLetters } as const;

/** How the replays' queue treats its slices. */
export const REPLAY = {
  queue: LOCAL.replayQueue,
  batchSize: QUEUES.replay.batchSize,
  deadLetters: { queue: LOCAL.deadLetterQueue, maxReceiveCount: QUEUES.replay.maxReceiveCount },
  retryDelayMs: localMs(QUEUES.replay.visibilityTimeoutSeconds),
} as const;

/** How the reporting queue treats its messages; what it gives up stands for no payment, so nobody takes it in. */
export const REPORTING = {
  queue: LOCAL.reportingQueue,
  batchSize: QUEUES.reporting.batchSize,
  deadLetters: { queue: LOCAL.reportingDeadLetters, maxReceiveCount: QUEUES.reporting.maxReceiveCount },
  retryDelayMs: localMs(QUEUES.reporting.visibilityTimeoutSeconds),
} as const;

/** How errands of settlement are taken: the deployed numbers, but not half an hour's wait after a failure. */
export const SETTLEMENT = {
  queue: LOCAL.settlementQueue,
  batchSize: QUEUES.settlement.batchSize,
  deadLetters: { queue: LOCAL.deadLetterQueue, maxReceiveCount: QUEUES.settlement.maxReceiveCount },
  retryDelayMs: localMs(QUEUES.settlement.visibilityTimeoutSeconds),
} as const;

/** How often is looked which files are overdue here. */
export const LATE_FILES_MS = localMs(LATE_FILES.everyMinutes * 60);

/** The sweeper's numbers here: every 5 s and after 5 s of real time, over two hours of business time. */
export const SWEEP = { everyMs: localMs(SWEEPER.everyMinutes * 60), afterSeconds: 5, hours: 2 } as const;

/** How often the keeper of credit looks here. */
export const CREDIT_KEEPING_MS = localMs(CREDIT_KEEPER.everyMinutes * 60);

/** How often the watchman looks here. */
export const WATCHING_MS = localMs(WATCHMAN.everyMinutes * 60);

/** How often the audit trail is sealed here. */
export const AUDIT_SEALING_MS = localMs(AUDIT_SEALER.everyMinutes * 60);

/** A core that is silent for so long shows as a failure; the deployed two minutes would be too short to see here. */
export const CORE_SILENCE_SECONDS = 5;

/** Time limit of a function in milliseconds; this one is not scaled, because code runs here as fast as there. */
export const timeLimitMs = (name: FunctionName): number => FUNCTION_TIMEOUT_SECONDS[name] * 1000;
