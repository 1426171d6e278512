import { describe, expect, it } from "vitest";
import { lookupEvent } from "../../shared/limit/lookup-event.ts";

const AT = Date.parse("2026-11-20T10:00:00+07:00");
const family = (numbers: number) => ({
  PK: "LIMIT#bri#2026-11-20#h4sh",
  SK: "FAMILY",
  schemaVersion: 1,
  countedFrom: AT,
  ...Object.fromEntries(Array.from({ length: numbers }, (_, index) => [`n_${index}`, 1])),
});
const place = (unknown: number, spot = "T0AB/02") => ({
  PK: `LIMIT#indomaret#2026-11-20T10#${spot}`,
  SK: "PLACE",
  schemaVersion: 1,
  countedFrom: AT,
  asked: 100,
  unknown,
});

describe("the alarm of a window", () => {
  it("goes out with the tenth number of one family, once", () => {
    expect(lookupEvent(family(8), family(9))).toBeUndefined();
    expect(lookupEvent(family(9), family(10))).toMatchObject({
      type: "LookupsInSequence.v1",
      data: { partnerId: "bri", sign: "one-family", period: "2026-11-20", place: null, numbers: 10 },
    });
    expect(lookupEvent(family(10), family(11))).toBeUndefined();
    expect(lookupEvent(undefined, family(1))).toBeUndefined();
  });

  it("goes out with the twentieth unknown number at one till, naming the till", () => {
    expect(lookupEvent(place(18), place(19))).toBeUndefined();
    expect(lookupEvent(place(19), place(20))?.data).toEqual({
      partnerId: "indomaret",
      sign: "unknown-numbers",
      period: "2026-11-20T10",
      place: "T0AB/02",
      numbers: 20,
      countedFrom: "2026-11-20T10:00:00+07:00",
    });
    expect(lookupEvent(place(20), place(21))).toBeUndefined();
  });

  it("names no till where a bank names none", () => {
    expect(lookupEvent(place(19, "*07"), place(20, "*07"))?.data).toMatchObject({ place: null });
  });

  it("has one id however often it is told", () => {
    const told = () => lookupEvent(family(9), family(10))?.id;
    expect(told()).toBe(told());
  });
});
