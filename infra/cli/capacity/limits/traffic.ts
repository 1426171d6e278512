/** Who pays where, and when: assumptions, because no public source says it. */
export const TRAFFIC = {
  members: 20_000_000,
  /** Of all who pay in a month, those who do it on its last day; wages of day labourers and the end of cover both fall there. */
  lastDayShare: 0.25,
  /** Shares of the hours of that day, WIB: shops open at seven, people pay before work, at noon and after the evening prayer. */
  hours: [1, 1, 1, 1, 2, 6, 20, 45, 70, 85, 90, 80, 75, 65, 60, 62, 75, 90, 100, 95, 70, 40, 15, 4],
  /** How far a quarter of an hour lies above or below its hour's course, and a minute above or below its quarter's. */
  quarterSwing: 0.3,
  minuteNoise: 0.08,
  /** Partners' shares of the payments: one large bank, then the counters. */
  shares: [
    ["bri", 0.4],
    ["bni", 0.14],
    ["indomaret", 0.14],
    ["pos", 0.12],
    ["alfamart", 0.1],
    ["bca", 0.06],
    ["faspay", 0.04],
  ],
  topPartnerShare: 0.4,
  /** Partners in the registry in some years. */
  partners: 100,
  /** Lines about requests that CloudWatch delivers together: one log stream is one instance, which answers some ten requests a second. */
  linesADelivery: 10,
  /** Above sixty a minute, partner and operation (shared/attempt/sample.ts). */
  sampledShare: 0.05,
  /** Seconds that a request holds an instance: the mean of inquiry, payment and status as billed. */
  requestSeconds: 0.06,
  /** Of the covers bought on one day, those that end on one and the same day: all of those that begin today for a month. */
  sameEndShare: 0.25,
  /** What the page is about, and more than the month's end brings. */
  designPaymentsPerSecond: 10_000,
} as const;
