import type { PeakMinute } from "../simulation/peak-day.ts";
import { drawing, line, path, text } from "./svg.ts";

const [WIDTH, HEIGHT] = [880, 340];
const AREA = { left: 60, right: 864, top: 52, bottom: 300 } as const;
const HOURS = 24;
const STEP = 50;

/** Payments a second over the peak day: the mean of each minute, and above it the fullest second. */
export function dayLine(minutes: readonly PeakMinute[], title: string): string {
  const most = Math.ceil(Math.max(...minutes.map((minute) => minute.most)) / STEP) * STEP;
  const x = (minute: number) => AREA.left + (minute / minutes.length) * (AREA.right - AREA.left);
  const y = (value: number) => AREA.bottom - (value / most) * (AREA.bottom - AREA.top);
  const means = minutes.map(({ mean }, at) => [x(at), y(mean)] as const);
  const fullest = minutes.map((minute, at) => [x(at), y(minute.most)] as const);
  const steps = Array.from({ length: most / STEP + 1 }, (_, at) => at * STEP);
  const hours = Array.from({ length: HOURS / 2 + 1 }, (_, at) => at * 2);
  return drawing(
    {
      ...{ width: WIDTH, height: HEIGHT, title },
      told: `Payments a second from midnight to midnight: up to ${Math.max(...minutes.map(({ mean }) => mean))} as the mean of a minute, ${Math.max(...minutes.map((minute) => minute.most))} in the fullest second.`,
    },
    [
      ...steps.flatMap((value) => [
        line(AREA.left, y(value), AREA.right, y(value), "grid"),
        text(AREA.left - 8, y(value) + 4, String(value), { anchor: "end", kind: "soft" }),
      ]),
      ...hours.map((hour) =>
        text(x((hour * minutes.length) / HOURS), AREA.bottom + 18, `${String(hour).padStart(2, "0")}:00`, {
          ...{ anchor: "middle", kind: "soft" },
        }),
      ),
      path([...fullest, ...means.toReversed()], "band"),
      path(means, "line"),
      text(
        AREA.left,
        AREA.bottom + 36,
        "WIB. Line: mean of each minute. Shaded: up to the fullest second of the minute.",
        { kind: "soft" },
      ),
    ],
  );
}
