import { type BusinessDate, parseBusinessDate } from "../../shared/calendar/calendar.ts";

/**
 * A day as an address or a body names it; undefined for none of this century. Days at the ends of the calendar exist, but the day before, or the working day on which its
 * file is due, does not: whoever asks would meet a fault of ours, and ring its alarm.
 */
export function dayNamed(text: string): BusinessDate | undefined {
  return text.startsWith("20") ? parseBusinessDate(text) : undefined;
}
