import { EVENT_BUS_SOURCE } from "../../shared/event/cloud-event.ts";
import { QUEUES } from "../settings.ts";
import type { BusRule } from "./aws/bus.ts";

/** Names of what the local cloud holds; the deployed gateway lets CloudFormation name things. */
export const LOCAL = {
  table: "kanal",
  bus: "kanal",
  activationQueue: "activation",
  deadLetterQueue: "activation-dead-letters",
  /** Lambda's on-failure destination of the table's stream. */
  unpublishedBucket: "kanal-unpublished",
  /** S3's own delivery of ObjectCreated to the function, made durable. */
  unpublishedNotices: "unpublished-notices",
} as const;

/** Here a second stands for a minute, so that a person can watch a retry or a dead letter happen. */
const LOCAL_SECOND_PER_MINUTE = 60;

/** A duration of the deployed gateway in milliseconds of the local one. */
export const localMs = (seconds: number): number => Math.ceil((seconds * 1000) / LOCAL_SECOND_PER_MINUTE);

export const RULES: readonly BusRule[] = [
  {
    bus: LOCAL.bus,
    source: EVENT_BUS_SOURCE,
    detailTypes: ["ContributionAccepted.v1"],
    queue: LOCAL.activationQueue,
  },
];

export const BUCKET_NOTICES = { [LOCAL.unpublishedBucket]: LOCAL.unpublishedNotices };

/** How the activation queue treats a message: the numbers are the deployed ones. */
export const ACTIVATION = {
  queue: LOCAL.activationQueue,
  batchSize: QUEUES.activation.batchSize,
  deadLetters: { queue: LOCAL.deadLetterQueue, maxReceiveCount: QUEUES.activation.maxReceiveCount },
  retryDelayMs: localMs(QUEUES.activation.visibilityTimeoutSeconds),
} as const;

/** Failures are taken in for as long as it needs: nothing stands behind them. */
export const FAILURES = { batchSize: 10, retryDelayMs: localMs(60) } as const;

/** The relay's event source mapping. */
export const STREAM = { batchSize: 100, retryAttempts: 10 } as const;

/** Time limits of the functions, in milliseconds; the API's is API Gateway's own. */
export const TIME_LIMITS = { api: 29_000, relay: 30_000, activation: 30_000, failureIntake: 30_000 } as const;
