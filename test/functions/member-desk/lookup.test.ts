import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LookupLimits } from "../../../shared/limit/lookup-limits.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { placeOf } from "../../partner/sample-profile.ts";
import { NIK } from "../partner-api/bank.ts";
import { INDOMARET, type Shop, shop, TERMINAL } from "../partner-api/shop.ts";

let table: TestLedger;
beforeAll(async () => {
  table = await startTestLedger();
});
afterAll(() => table.stop());

const NOBODY = "9999990101700009";

function limitedShop(lookups: Partial<LookupLimits>): Promise<Shop> {
  const most = { perNumberAndDay: 1_000, perFamilyAndDay: 1_000, perTillAndHour: 1_000 };
  const channels = [placeOf("INDOMARET", { lookups: { ...most, ...lookups } })];
  return shop(table, { profile: { ...INDOMARET, channels } });
}

describe("a lookup", () => {
  it("tells who, masked, and until when he is covered: no income, no balance", async () => {
    const till = await shop(table);
    const never = await till.lookUp(NIK);
    expect([never.status, never.body, never.isGenuine]).toEqual([
      200,
      {
        maskedName: "S*** R*****",
        maskedNik: "************0001",
        programmes: ["JKK", "JKM"],
        coverage: { state: "never-paid" },
      },
      true,
    ]);
    await till.pay(await till.quotedPayment());
    expect((await till.lookUp(NIK)).body.coverage).toEqual({ state: "active", coveredTo: "2026-12-19" });
    expect((await till.lookUp(NOBODY)).problem).toBe("member-unknown");
  });

  it("is for places that have the capability on that day, and closed to a suspended partner", async () => {
    const channels = [placeOf("INDOMARET", { capabilities: ["payments"] })];
    const without = await shop(table, { profile: { ...INDOMARET, channels } });
    expect((await without.lookUp(NIK)).problem).toBe("capability-missing");
    const suspended = await shop(table, { profile: { ...INDOMARET, standing: "suspended" } });
    expect((await suspended.lookUp(NIK)).problem).toBe("partner-suspended");
  });

  it("says the same of nobody, of the deceased and of another segment, with the same work", async () => {
    const till = await shop(table);
    await till.register({ standing: "deceased" }, "9999990101700101" as never);
    await till.register({ segment: "PU" }, "9999990101700102" as never);
    const seen: unknown[] = [];
    for (const nik of [NOBODY, "9999990101700101", "9999990101700102"]) {
      table.takeCalls();
      const { status, text, headers } = await till.lookUp(nik);
      seen.push([status, text, Object.keys(headers).sort(), table.takeCalls()]);
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    table.takeCalls();
    await till.lookUp(NIK);
    expect(table.takeCalls()).toEqual(["Query", "TransactWriteItems"]);
  });
});

describe("limits", () => {
  it("the same number may be asked about so often a day, by lookup and inquiry together", async () => {
    const till = await limitedShop({ perNumberAndDay: 3 });
    expect((await till.lookUp(NIK)).status).toBe(200);
    expect((await till.inquire()).status).toBe(201);
    expect((await till.lookUp(NIK)).status).toBe(200);
    const refused = await till.lookUp(NIK);
    expect([refused.status, refused.problem, refused.isGenuine]).toEqual([429, "too-many-requests", true]);
    // 10:00 in Jakarta: the business day has fourteen hours left.
    expect(refused.headers["retry-after"]).toBe(String(14 * 3600));
    const inquiry = await till.inquire();
    expect([inquiry.status, inquiry.headers["retry-after"]]).toEqual([429, String(14 * 3600)]);
    expect((await till.lookUp(NOBODY)).problem).toBe("member-unknown");
    till.moveTo("2026-11-21T00:00:00+07:00");
    expect((await till.lookUp(NIK)).status).toBe(200);
  });

  it("a till may ask so often an hour; the till beside it is another", async () => {
    const till = await limitedShop({ perTillAndHour: 2 });
    const here = { terminal: { storeId: `S${Date.now()}`, tillId: "01" } };
    const beside = { terminal: { ...here.terminal, tillId: "02" } };
    expect((await till.lookUp(NIK, here)).status).toBe(200);
    expect((await till.lookUp(NOBODY, here)).status).toBe(404);
    const refused = await till.lookUp(NIK, here);
    expect([refused.status, refused.headers["retry-after"]]).toEqual([429, "3600"]);
    expect((await till.lookUp(NIK, beside)).status).toBe(200);
    till.moveTo("2026-11-20T11:00:00+07:00");
    expect((await till.lookUp(NIK, here)).status).toBe(200);
  });

  it("a family of numbers may be asked about so often a day, known or not", async () => {
    const till = await limitedShop({ perFamilyAndDay: 4 });
    const family = ["9999991212800001", "9999991212800002", "9999991212800003", "9999991212800004"];
    for (const nik of family) expect((await till.lookUp(nik)).status).toBe(404);
    expect((await till.lookUp("9999991212800005")).status).toBe(429);
  });

  it("hold no number: what is stored says neither NIK nor family", async () => {
    const till = await shop(table);
    await till.lookUp("9999991111810001", { terminal: TERMINAL });
    const client = new DynamoDBClient({ endpoint: table.url });
    const { Items = [] } = await client.send(new ScanCommand({ TableName: table.table }));
    client.destroy();
    const windows = Items.filter(({ PK }) => PK?.S?.startsWith("LIMIT#"));
    expect(windows.length).toBeGreaterThan(1);
    expect(JSON.stringify(windows)).not.toMatch(/999999/);
  });
});
