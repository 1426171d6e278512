/** What the partners' contracts say, written down here once more. */

const HOUR_MS = 3_600_000;

/** BNI is closed from a minute before to four minutes after midnight in Jakarta. */
export function isClosed(partner: string, now: number): boolean {
  if (partner !== "bni") return false;
  const [hours = 0, minutes = 0] = new Date(now + 7 * HOUR_MS)
    .toISOString()
    .slice(11, 16)
    .split(":")
    .map(Number);
  return (hours === 23 && minutes >= 59) || (hours === 0 && minutes < 4);
}

/** The aggregator's places take no amount below this. */
export const floorOf = (partner: string): number => (partner === "agg" ? 10_000 : 0);

/** The aggregator takes the money and tells us then. */
export const takesFirst = (partner: string): boolean => partner === "agg";
