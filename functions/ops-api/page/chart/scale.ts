/** A drawing's measures, in its own units: at the usual widths of a panel one unit is about a pixel. */
export const DRAWING = { width: 440, height: 190, left: 42, right: 8, top: 10, bottom: 22 } as const;

/** Where the drawing's own area begins and how large it is. */
export const AREA = {
  width: DRAWING.width - DRAWING.left - DRAWING.right,
  height: DRAWING.height - DRAWING.top - DRAWING.bottom,
  floor: DRAWING.height - DRAWING.bottom,
} as const;

const STEPS = [1, 2, 2.5, 5, 10];

/** Round steps from 0 to at least `most`: three or four of them, in numbers that people count in. */
export function roundTicks(most: number): readonly number[] {
  if (most <= 0) return [0, 1];
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, (STEPS.find((each) => each * power >= rough) ?? 10) * power);
  const whole = Number.isInteger(step) ? step : Math.ceil(step);
  return Array.from({ length: Math.ceil(most / whole) + 1 }, (_, at) => at * whole);
}

/** Short form of an amount for an axis: `1,2 jt`, `350 rb` in Indonesian, `1.2 M`, `350 K` in English. */
export function shortAmount(language: "id" | "en", amount: number): string {
  const [thousand, million, milliard] = language === "id" ? ["rb", "jt", "M"] : ["K", "M", "B"];
  const short = (value: number, unit: string | undefined) => {
    const text = String(Math.round(value * 10) / 10);
    return `${language === "id" ? text.replace(".", ",") : text} ${unit}`;
  };
  if (amount >= 1e9) return short(amount / 1e9, milliard);
  if (amount >= 1e6) return short(amount / 1e6, million);
  return amount >= 1e3 ? short(amount / 1e3, thousand) : String(amount);
}
