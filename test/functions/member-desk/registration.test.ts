import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CoreUnavailable } from "../../../shared/core/core.ts";
import type { MembershipRegister } from "../../../shared/core/register.ts";
import type { Nik } from "../../../shared/member/member.ts";
import { embeddedRegister } from "../../../shared/registration/embedded-register.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { placeOf } from "../../partner/sample-profile.ts";
import { NIK } from "../partner-api/bank.ts";
import { INDOMARET, shop, TERMINAL } from "../partner-api/shop.ts";

let table: TestLedger;
beforeAll(async () => {
  table = await startTestLedger();
});
afterAll(() => table.stop());

const channels = [placeOf("KANTOR_POS", { capabilities: ["payments", "registration"] })];

const counter = (options: Parameters<typeof shop>[1] = {}) =>
  shop(table, { profile: { ...INDOMARET, channels }, ...options });

let count = 100;
/** Somebody whom nobody knows: born 1 May 1990, a woman. */
const newNik = () => `999999410590${String(++count).padStart(4, "0")}`;

const formOf = (nik: string, more: Record<string, unknown> = {}) => ({
  nik,
  name: "Dewi Lestari",
  birthDate: "1990-05-01",
  sex: "F",
  address: "Jl. Pelabuhan 7, Muara Baru",
  postcode: "14440",
  phone: "+6281234567890",
  occupations: ["Nelayan"],
  declaredMonthlyIncome: 1_000_000,
  programmes: ["JKK", "JKM"],
  sector: "OTHER",
  bpuCategory: "PEKERJA_MANDIRI",
  workPlace: "Pelabuhan Muara Baru",
  workingHours: { from: "04:00", to: "11:00" },
  consent: { given: true, textVersion: "2026-01" },
  terminal: TERMINAL,
  ...more,
});

async function stored() {
  const client = new DynamoDBClient({ endpoint: table.url });
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table.table }));
  client.destroy();
  return Items;
}

describe("a registration", () => {
  it("makes a member who can pay at once with the code of the answer", async () => {
    const till = await counter();
    const nik = newNik();
    const enrolled = await till.enrol(formOf(nik));
    expect([enrolled.status, enrolled.body, enrolled.isGenuine]).toEqual([
      201,
      {
        status: "REGISTERED",
        maskedName: "D*** L******",
        maskedNik: `************${nik.slice(-4)}`,
        programmes: ["JKK", "JKM"],
        billingCode: expect.stringMatching(/^990\d{10}$/),
        months: 1,
        validUntil: "2026-11-21T10:00:00+07:00",
      },
      true,
    ]);
    const quoted = await till.call("POST", "/h2h/v1/inquiries", {
      customerNumber: { type: "BILLING_CODE", value: enrolled.body.billingCode },
      months: 1,
      terminal: TERMINAL,
    });
    expect([quoted.status, quoted.body.totalAmount]).toEqual([201, 8_400]);
  });

  it("of a member finds him as he is, whatever the form says, and tells nothing that the partner did not know", async () => {
    const till = await counter();
    const again = await till.enrol(
      formOf(NIK, { name: "Somebody Else", address: "Elsewhere", programmes: ["JKK", "JKM", "JHT"] }),
    );
    expect([again.status, again.body]).toEqual([
      200,
      {
        status: "REGISTERED",
        maskedName: "S*** R*****",
        maskedNik: "************0001",
        programmes: ["JKK", "JKM"],
        billingCode: expect.any(String),
        months: 1,
        validUntil: expect.any(String),
      },
    ]);
  });

  it("twice is one membership", async () => {
    const till = await counter();
    const form = formOf(newNik());
    expect((await till.enrol(form)).status).toBe(201);
    expect((await till.enrol(form)).status).toBe(200);
  });

  it("is kept while the core is silent, and the same form asks it again under the same id", async () => {
    const asked: string[] = [];
    let up = false;
    const till = await counter({
      register: (feedKey) => {
        const core = embeddedRegister(feedKey);
        const register: MembershipRegister["register"] = async (order) => {
          asked.push(order.registrationId);
          if (!up) throw new CoreUnavailable("down");
          return core.register(order);
        };
        return { register };
      },
    });
    const nik = newNik();
    const waiting = await till.enrol(formOf(nik));
    expect([waiting.status, waiting.body.status]).toEqual([202, "PENDING"]);
    expect((await till.inquire()).status).toBe(201);
    up = true;
    expect((await till.enrol(formOf(nik))).status).toBe(201);
    expect(asked).toHaveLength(2);
    expect(new Set(asked).size).toBe(1);
  });

  it("that the core refuses, of the deceased or of another segment says only that somebody has to look", async () => {
    const refusing = await counter({
      register: () => ({ register: async () => ({ kind: "refused", reason: "member-deceased" }) }),
    });
    await refusing.register({ standing: "deceased" }, "9999990101700201" as Nik);
    await refusing.register({ segment: "PU" }, "9999990101700202" as Nik);
    const texts = new Set<string>();
    for (const nik of [newNik(), "9999990101700201", "9999990101700202"]) {
      const answer = await refusing.enrol(formOf(nik));
      expect([answer.status, answer.problem]).toEqual([403, "registration-needs-check"]);
      texts.add(answer.text);
    }
    expect(texts.size).toBe(1);
  });

  it("from the 65th birthday on is refused; the day before it is not", async () => {
    const till = await counter();
    expect((await till.enrol(formOf(newNik(), { birthDate: "1961-11-20" }))).problem).toBe("age-limit");
    expect((await till.enrol(formOf(newNik(), { birthDate: "1961-11-21" }))).status).toBe(201);
  });

  it("is for places that may, on the days on which they may", async () => {
    expect((await (await shop(table)).enrol(formOf(newNik()))).problem).toBe("capability-missing");
    const from = "2026-11-21" as never;
    const later = [placeOf("KANTOR_POS"), placeOf("KANTOR_POS")].map((place) => ({
      ...place,
      capabilities: [{ name: "registration" as const, from }],
    }));
    const till = await shop(table, { profile: { ...INDOMARET, channels: later } });
    expect((await till.enrol(formOf(newNik()))).problem).toBe("capability-missing");
    till.moveTo("2026-11-21T00:00:00+07:00");
    expect((await till.enrol(formOf(newNik()))).status).toBe(201);
  });

  it.each([
    ["nik", "999999450590000"],
    ["birthDate", "1990-02-30"],
    ["postcode", "1444"],
    ["phone", "0812-3456"],
    ["occupations", ["a", "b", "c"]],
    ["declaredMonthlyIncome", 999_999],
    ["programmes", ["JHT"]],
    ["birthDate", "2026-11-21"],
    ["name", "<script>"],
    ["consent.given", { consent: { given: false, textVersion: "2026-01" } }],
  ])("with a wrong %s is refused by the field's name, before anything is kept", async (field, value) => {
    const till = await counter();
    const change = typeof value === "object" && !Array.isArray(value) ? value : { [field]: value };
    const answer = await till.enrol(formOf(newNik(), change));
    expect(answer.status).toBe(400);
    expect(String((answer.body.fields as string[])[0])).toMatch(new RegExp(`^${field}`));
    expect(answer.text).not.toContain("script");
  });

  it("keeps what differs from the NIK as a hint, refuses nobody for it, and keeps nothing personal in clear", async () => {
    const till = await counter();
    const nik = newNik();
    expect((await till.enrol(formOf(nik, { birthDate: "1991-06-02", sex: "M" }))).status).toBe(201);
    const items = await stored();
    const kept = items.filter(({ SK }) => SK?.S === "REGISTRATION");
    expect(kept.map(({ warnings }) => warnings?.L?.map(({ S }) => S))).toContainEqual([
      "birth-date-differs",
      "sex-differs",
    ]);
    const text = JSON.stringify(items);
    // Whole words only: four letters stand in a ciphertext by chance, once in a thousand runs.
    for (const secret of [nik, "Dewi Lestari", "Lestari", "Pelabuhan", "81234567890"])
      expect(text).not.toContain(secret);
  });
});
