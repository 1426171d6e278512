import { onTestFinished } from "vitest";
import { type H2hClient, h2hClient } from "../../../infra/cli/h2h-client.ts";
import { type SnapClient, snapClient } from "../../../infra/cli/snap-client.ts";
import { startHttpGateway } from "../../../infra/local/aws/gateway-http.ts";
import { lambda } from "../../../infra/local/aws/lambda.ts";
import { businessDate, instant } from "../../../shared/calendar/calendar.ts";
import type { Nik } from "../../../shared/member/member.ts";
import { memberKeyOf } from "../../../shared/member/member-key.ts";
import { putMember } from "../../../shared/member/member-store.ts";
import { rupiah } from "../../../shared/money/rupiah.ts";
import type { Environment } from "../../../shared/partner/environment.ts";
import { openTestDesk, type TestDesk } from "./desk.ts";
import { publicKeySet } from "./public-keys.ts";

for (const name of ["TABLE_NAME", "KEY_NIK_HASH", "KEY_DATA", "KEY_TOKEN", "KEY_ANSWER"])
  process.env[`KANAL_${name}`] ??= "test";
process.env.KANAL_ENVIRONMENT ??= "sandbox";
const { createHandler } = await import("../../../functions/partner-api/handler.ts");

/** The business day on which a desk opens, whatever the machine's: prices, closings and midnight belong to it. */
const OPENS = Date.parse("2026-11-20T10:00:00+07:00");

/** A registry that people change, and beside it the deployed handler that reads it, with its ten seconds of memory and the desk's clock. */
export async function openServedDesk(environment: Environment = "sandbox") {
  const desk = await openTestDesk();
  let ids = 0;
  const { ledger, keys, machineNow } = desk;
  let businessMs = OPENS - machineNow();
  const businessNow = () => instant(machineNow() + businessMs);
  const handler = createHandler({
    clock: { businessNow, machineNow },
    ids: { next: () => `KANAL${String(++ids).padStart(21, "0")}` },
    ...{ keys, ledger, environment, log: () => undefined },
  });
  const gateway = await startHttpGateway({
    port: 0,
    route: () => lambda("partner-api", 29_000, handler),
    special: publicKeySet(keys),
  });
  onTestFinished(() => gateway.stop(100));
  const baseUrl = `http://127.0.0.1:${gateway.port}`;
  return Object.assign(desk, {
    gatewayUrl: baseUrl,
    businessNow,
    /** Moves business time alone: signatures follow the machine's. */
    moveBusinessDay() {
      businessMs += 24 * 3_600_000;
    },
    /** The shop that `--play` gave keys, as its file has them now. */
    shop(id: string): H2hClient {
      const entry = desk.played(id);
      if (entry?.protocol !== "h2h") throw new RangeError(`${id} is not played over H2H`);
      return h2hClient(baseUrl, entry);
    },
    bank(id: string): SnapClient {
      const entry = desk.played(id);
      if (entry?.protocol !== "snap") throw new RangeError(`${id} is not played over SNAP`);
      return snapClient(baseUrl, entry);
    },
    registerWorker: (nik: string) => registerWorker(desk, nik as Nik),
  });
}

async function registerWorker({ ledger, keys }: TestDesk, nik: Nik): Promise<void> {
  await putMember(ledger, keys, {
    memberKey: memberKeyOf(keys.nikHashKey, nik),
    version: 1,
    segment: "BPU",
    standing: "registered",
    programmes: ["JKK", "JKM"],
    sector: "OTHER",
    bpuCategory: "PEKERJA_MANDIRI",
    identity: {
      nik,
      kpj: "12345678901",
      name: "Budi Santoso",
      birthDate: businessDate("1985-03-15"),
      declaredMonthlyIncome: rupiah(1_000_000),
    },
  });
}
