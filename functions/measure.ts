/** What functions measure: its unit, and whether it is a partner's own. No other name can be measured, and no value is more than a number. */
export const MEASURES = {
  /** From a payment's receipt to its cover in force. */
  ActivationSeconds: { unit: "Seconds", isPerPartner: false },
  /** Signs that somebody counts people up (shared/limit/lookup-event.ts). */
  LookupsInSequence: { unit: "Count", isPerPartner: true },
  LedgerReadMs: { unit: "Milliseconds", isPerPartner: false },
  OpenFailures: { unit: "Count", isPerPartner: false },
  OldestFailureSeconds: { unit: "Seconds", isPerPartner: false },
  PendingActivationSeconds: { unit: "Seconds", isPerPartner: false },
  UnpublishedChanges: { unit: "Count", isPerPartner: false },
  LateSettlements: { unit: "Count", isPerPartner: false },
  AuditDaysBehind: { unit: "Count", isPerPartner: false },
} as const;
export type Measure = keyof typeof MEASURES;

export const MEASURES_NAMESPACE = "Kanal";

/** CloudWatch takes so many values of a metric from one line. */
const VALUES_MAX = 100;

/** One measure, or several at once. */
export type Measured = Readonly<Partial<Record<Measure, number | readonly number[]>>>;

/**
 * The fields of a log line from which CloudWatch makes metrics by itself (embedded metric format), so that a function needs no right to write any. Dimensions are the function's own name in AWS, which tells
 * stages apart, and for some the partner: nothing that could name a worker.
 */
export function metricFields(measured: Measured, { functionName, at, partnerId }: MeasuredWhere) {
  const metrics = Object.entries(measured).flatMap(([name, value]) =>
    isMeasure(name) && (typeof value === "number" || value.length > 0)
      ? [{ name, value: typeof value === "number" ? value : value.slice(0, VALUES_MAX) }]
      : [],
  );
  const dimensions = ["FunctionName", ...(partnerId === undefined ? [] : ["Partner"])];
  return {
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        {
          Namespace: MEASURES_NAMESPACE,
          Dimensions: [dimensions],
          Metrics: metrics.map(({ name }) => ({ Name: name, Unit: MEASURES[name].unit })),
        },
      ],
    },
    FunctionName: functionName,
    ...(partnerId !== undefined && { Partner: partnerId }),
    ...Object.fromEntries(metrics.map(({ name, value }) => [name, value])),
  };
}

interface MeasuredWhere {
  readonly functionName: string;
  /** Milliseconds of the machine's time. */
  readonly at: number;
  readonly partnerId?: string | undefined;
}

const isMeasure = (name: string): name is Measure => Object.hasOwn(MEASURES, name);
