import { formatInstant, type Instant } from "../../../../shared/calendar/calendar.ts";
import type { InTwoLanguages } from "../../../../shared/calendar/month-name.ts";

/** How far the caller's clock stands from the gateway's. */
export interface ClockDifference {
  /** As it was sent. */
  readonly sent: string;
  readonly gateway: string;
  /** Positive when the caller is ahead. */
  readonly differenceSeconds: number;
  readonly allowedSeconds: number;
  readonly hint?: InTwoLanguages;
}

/** A written time with its offset, or seconds since 1970. */
type TimeForm = "text" | "epoch";

const HOUR_SECONDS = 3_600;
const NEAR_SECONDS = 120;

/** Compares a sent time with the machine's. A difference of whole hours is a wrong time zone, not a wrong clock (domain.md case 32). */
export function clockDifference(
  sent: string,
  sentMs: number,
  machineNow: Instant,
  allowedSeconds: number,
  form: TimeForm = "text",
): ClockDifference {
  const differenceSeconds = Math.round((sentMs - machineNow) / 1000);
  const isOff = Math.abs(differenceSeconds) > allowedSeconds;
  const hint = isOff ? hintOf(differenceSeconds, form) : undefined;
  return {
    ...{ sent, gateway: formatInstant(machineNow), differenceSeconds, allowedSeconds },
    ...(hint && { hint }),
  };
}

function hintOf(differenceSeconds: number, form: TimeForm): InTwoLanguages {
  const hours = Math.round(differenceSeconds / HOUR_SECONDS);
  const isWhole = Math.abs(differenceSeconds - hours * HOUR_SECONDS) <= NEAR_SECONDS;
  const distance = Math.abs(hours);
  if (isWhole && distance >= 7 && distance <= 9) {
    return form === "epoch" ? epochHint(hours) : zoneHint(hours);
  }
  if (isWhole && distance === 12) {
    return {
      english: "12 hours off: a 12-hour clock was used, such as hh where HH is due",
      indonesia: "Selisih 12 jam: dipakai jam 12-an, misalnya hh padahal seharusnya HH",
    };
  }
  return differenceSeconds < 0
    ? {
        english: "The time is old: take it anew for each request, and let NTP set the machine's clock",
        indonesia:
          "Waktunya sudah lewat: ambil waktu baru untuk setiap permintaan, dan setel jam mesin dengan NTP",
      }
    : {
        english: "The time lies ahead: let NTP set the machine's clock",
        indonesia: "Waktunya mendahului: setel jam mesin dengan NTP",
      };
}

const ZONES: Readonly<Record<number, string>> = { 7: "WIB", 8: "WITA", 9: "WIT" };

function zoneHint(hours: number): InTwoLanguages {
  const zone = ZONES[Math.abs(hours)] ?? "WIB";
  return hours > 0
    ? {
        english: `${hours} hours ahead: local time (${zone}) was sent as UTC; write +0${hours}:00 behind it, or convert it`,
        indonesia: `Lebih cepat ${hours} jam: waktu lokal (${zone}) dikirim sebagai UTC; tulis +0${hours}:00 di belakangnya, atau ubah dulu`,
      }
    : {
        english: `${-hours} hours behind: UTC was sent with the offset of ${zone}; write Z behind it, or convert it`,
        indonesia: `Lebih lambat ${-hours} jam: waktu UTC dikirim dengan offset ${zone}; tulis Z di belakangnya, atau ubah dulu`,
      };
}

function epochHint(hours: number): InTwoLanguages {
  const zone = ZONES[Math.abs(hours)] ?? "WIB";
  const far = Math.abs(hours);
  return {
    english: `${far} hours ${hours > 0 ? "ahead" : "behind"}: the time zone (${zone}) was counted in; seconds since 1970 are the same in every zone`,
    indonesia: `Selisih ${far} jam ${hours > 0 ? "lebih cepat" : "lebih lambat"}: zona waktu (${zone}) ikut terhitung; detik sejak 1970 sama di semua zona`,
  };
}
