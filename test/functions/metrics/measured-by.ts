/** Which function says which measure (`function measure`, and `partner` where it is told by partner): what the scene of the test really printed, and what alarms may read. */
export const MEASURED_BY: readonly string[] = [
  "reporting ActivationSeconds",
  "event-relay LookupsInSequence bri",
  ...[
    ...["LedgerReadMs", "PendingActivationSeconds", "OpenFailures", "OldestFailureSeconds"],
    ...["UnpublishedChanges", "LateSettlements", "AuditDaysBehind"],
  ].map((measure) => `watchman ${measure}`),
];
