/** Where people are woken, beside what the watchman measures (shared/health/health-limits.ts). Each is a judgement, and its page in docs/runbooks says why it is this one. */
export const WATCH_LIMITS = {
  /** The oldest unpublished ledger change: a worker's coverage should follow the receipt within minutes. */
  relayBehindMs: 5 * 60_000,
  activationP95Seconds: 60,
  /** In five minutes, of one partner: more than a token that ran out costs, fewer than a partner with a wrong key sends. */
  signatureFailures: 10,
  unknownCallers: 100,
  /** Windows are five minutes wide; who is a minute off will be refused one day. */
  skewSeconds: 60,
  /** In five minutes. */
  serverErrors: 5,
  throttled: 10,
  blocked: 20,
  /** A bank gives up after ten seconds, and we at seven and a half (functions/deadline.ts). */
  answerP99Ms: 5_000,
  /** Share of a function's reservation, or of the account's quota. */
  concurrencyShare: 0.8,
} as const;
