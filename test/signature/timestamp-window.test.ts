import { describe, expect, it } from "vitest";
import { instant, parseInstant } from "../../shared/calendar/calendar.ts";
import { insideWindow } from "../../shared/signature/timestamp-window.ts";

const now = parseInstant("2026-11-20T09:14:05+07:00") ?? instant(0);
const inside = (text: string, skewSeconds = 300) => {
  const sentAt = parseInstant(text);
  return sentAt !== undefined && insideWindow({ sentAt, machineNow: now, skewSeconds });
};

describe("timestamp window", () => {
  it.each([
    "2026-11-20T09:14:05+07:00",
    "2026-11-20T09:14:05.000+07:00",
    "2026-11-20T02:14:05.123Z",
    "2026-11-20T02:14:05Z",
    "2026-11-20T02:14:05-00:00",
    "2026-11-20T02:14:05.123456789+00:00",
  ])("snap-bi 8.20: any form with an explicit offset is the same moment: %s", (text) => {
    expect(inside(text, 30)).toBe(true);
  });

  it.each([
    "2026-11-20T09:14:05",
    "2026-11-20 09:14:05+07:00",
    "20261120T091405Z",
    "2026-11-20T09:14:05+0700",
    "2026-11-20T09:14:05.+07:00",
    "2026-11-20T09:14:05.1234567890+07:00",
    "2026-11-31T09:14:05+07:00",
  ])("snap-bi 8.20: what has no offset, or is no such moment, is not read: %s", (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it("snap-bi 8.20: the window has two sides", () => {
    expect(inside("2026-11-20T09:09:05+07:00")).toBe(true);
    expect(inside("2026-11-20T09:19:05+07:00")).toBe(true);
    expect(inside("2026-11-20T09:09:04+07:00")).toBe(false);
    expect(inside("2026-11-20T09:19:06+07:00")).toBe(false);
  });

  it("a local time marked Z lies seven hours off and is outside (domain.md case 32)", () => {
    expect(inside("2026-11-20T09:14:05Z", 900)).toBe(false);
  });
});
