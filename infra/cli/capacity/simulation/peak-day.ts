import { TRAFFIC } from "../limits/traffic.ts";
import { arrivals, seededRandom } from "./seeded-random.ts";

/** Payments a second in one minute of the peak day. */
export interface PeakMinute {
  readonly mean: number;
  readonly most: number;
}

const MINUTES_AN_HOUR = 60;
const SECONDS_A_MINUTE = 60;
const QUARTER = 15;
const SWINGS = (24 * MINUTES_AN_HOUR) / QUARTER;
const SEED = 20_261_130;

/** The last day of a month of 20 million members, minute by minute. Between the hours' means it goes straight; within a minute people arrive as they like. */
export function peakDay(): readonly PeakMinute[] {
  const random = seededRandom(SEED);
  const { hours, members, lastDayShare, quarterSwing, minuteNoise } = TRAFFIC;
  const payments = members * lastDayShare;
  const swings = Array.from({ length: SWINGS + 1 }, () => 1 + quarterSwing * (2 * random() - 1));
  const swingAt = (minute: number) => {
    const [at, into] = [Math.floor(minute / QUARTER), (minute % QUARTER) / QUARTER];
    return (swings[at] ?? 1) * (1 - into) + (swings[at + 1] ?? 1) * into;
  };
  const total = hours.reduce<number>((sum, weight) => sum + weight, 0);
  return Array.from({ length: hours.length * MINUTES_AN_HOUR }, (_, minute) => {
    const hour = Math.floor(minute / MINUTES_AN_HOUR);
    const into = (minute % MINUTES_AN_HOUR) / MINUTES_AN_HOUR;
    const weight = (hours[hour] ?? 0) * (1 - into) + (hours[(hour + 1) % hours.length] ?? 0) * into;
    const mean =
      ((payments * weight) / total / 3_600) * swingAt(minute) * (1 + minuteNoise * (2 * random() - 1));
    const seconds = Array.from({ length: SECONDS_A_MINUTE }, () => arrivals(random, mean));
    return { mean: Math.round(mean * 10) / 10, most: Math.max(...seconds) };
  });
}
