import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseBillingCode, withCheckDigit } from "../../shared/billing-code/billing-code.ts";
import { issueBillingCode } from "../../shared/billing-code/issue-billing-code.ts";
import { resolveBillingCode } from "../../shared/billing-code/resolve-billing-code.ts";
import { instant } from "../../shared/calendar/calendar.ts";
import type { Nik } from "../../shared/member/member.ts";
import { newKeyring } from "../engine/keyring.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";

const NIK = "9999991503850001" as Nik;
const HOUR_MS = 3_600_000;

describe("the number", () => {
  it("ends in Damm's check digit: 572 has 4, as in Damm's own example", () => {
    expect(withCheckDigit("000000000572")).toBe("0000000005724");
    expect(parseBillingCode("0000000005724")).toBe("0000000005724");
  });

  it("is not read with one digit wrong or two neighbours swapped", () => {
    const code = withCheckDigit("990123456789");
    for (let at = 0; at < code.length; at++) {
      for (const digit of "0123456789") {
        const typed = code.slice(0, at) + digit + code.slice(at + 1);
        expect(parseBillingCode(typed)).toBe(typed === code ? code : undefined);
      }
      const swapped = code.slice(0, at) + (code[at + 1] ?? "") + (code[at] ?? "") + code.slice(at + 2);
      if (swapped !== code && swapped.length === code.length)
        expect(parseBillingCode(swapped)).toBeUndefined();
    }
  });

  it.each(["", "990123456789", "99012345678901", "99012345678９1", " 990123456789", "990 23456789"])(
    "%j is none",
    (text) => expect(parseBillingCode(text)).toBeUndefined(),
  );
});

describe("a code in the ledger", () => {
  let engine: TestLedger;
  beforeAll(async () => {
    engine = await startTestLedger();
  });
  afterAll(() => engine.stop());

  async function desk(idsInTurn?: readonly string[]) {
    const keys = await newKeyring();
    let now = instant(Date.parse("2026-11-20T10:00:00+07:00"));
    let count = 0;
    const deps = {
      ledger: engine.ledger,
      keys,
      clock: { businessNow: () => now, machineNow: () => now },
      ids: { next: () => idsInTurn?.[count++] ?? crypto.randomUUID() },
    };
    return {
      deps,
      resolve: (code: Parameters<typeof resolveBillingCode>[1]) => resolveBillingCode(deps, code, now),
      pass: (ms: number) => {
        now = instant(now + ms);
      },
    };
  }

  it("stands for its worker and months for a day, and says afterwards that its day is over", async () => {
    const { deps, resolve, pass } = await desk();
    const { code } = await issueBillingCode(deps, { nik: NIK, months: 3 });
    expect(code).toMatch(/^990\d{10}$/);
    engine.takeCalls();
    expect(await resolve(code)).toEqual({ kind: "bound", nik: NIK, months: 3 });
    expect(engine.takeCalls()).toEqual(["GetItem"]);
    pass(24 * HOUR_MS - 1);
    expect((await resolve(code)).kind).toBe("bound");
    pass(1);
    expect(await resolve(code)).toEqual({ kind: "ended" });
  });

  it("is unknown when nobody issued it", async () => {
    const { resolve } = await desk();
    expect(await resolve(withCheckDigit("990000000000"))).toEqual({ kind: "unknown" });
  });

  it("holds no NIK in clear", async () => {
    const { deps } = await desk();
    const { code } = await issueBillingCode(deps, { nik: NIK, months: 1 });
    const item = await engine.ledger.read({ PK: `CODE#${code}`, SK: "CODE" });
    expect(JSON.stringify(item)).not.toContain(NIK);
    expect(item?.expiresAt).toBeGreaterThan(0);
  });

  it("that is taken is not given away twice: the next number is drawn", async () => {
    const { deps, resolve } = await desk(["same", "same", "other"]);
    const first = await issueBillingCode(deps, { nik: NIK, months: 1 });
    const second = await issueBillingCode(deps, { nik: "9999995207900002" as Nik, months: 2 });
    expect(second.code).not.toBe(first.code);
    expect(await resolve(first.code)).toMatchObject({ nik: NIK });
  });
});
