import { createSecretKey } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { openKms } from "../../infra/local/aws/kms.ts";
import type { DataDir } from "../../infra/local/data-dir.ts";
import { startEngine } from "../../infra/local/engine/engine.ts";
import { ensureLedgerTable } from "../../infra/local/engine/ledger-table.ts";
import { gatewayKeys } from "../../infra/local/gateway-keys.ts";
import { LOCAL } from "../../infra/local/topology.ts";
import { businessDate } from "../../shared/calendar/calendar.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import type { Member } from "../../shared/member/member.ts";
import { memberKeyOf } from "../../shared/member/member-key.ts";
import { putMember } from "../../shared/member/member-store.ts";
import { parseNik } from "../../shared/member/nik.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { KEY_PURPOSE_CONTEXT } from "../../shared/seal/kms-unwrapper.ts";

/** One a pricing band, so that the sums of the audit are not a multiple of one price. */
const INCOMES = [1_000_000, 1_200_000, 1_400_000, 2_000_000, 3_000_000, 5_000_000];

/**
 * Registers workers in a data folder that no gateway has opened yet, with the keys that the gateway will find there and through the store that the
 * core's feed uses. The sandbox's own samples are too few for a storm.
 * @returns their NIKs; no regency numbers a district 98
 */
export async function registerWorkers(dir: DataDir, count: number): Promise<readonly string[]> {
  const kms = openKms(dir.masterKey);
  const wrapped = await gatewayKeys(dir.gatewayKeys, kms);
  const unwrap = (text: string, purpose: string) => {
    const key = kms.decrypt(Buffer.from(text, "base64"), { [KEY_PURPOSE_CONTEXT]: purpose });
    if (!key) throw new Error(`the ${purpose} key does not open`);
    return createSecretKey(key);
  };
  const nikHashKey = unwrap(wrapped.nikHash, "nik-hash");
  const dataKey = unwrap(wrapped.data, "data");

  const engine = await startEngine(dir, () => undefined);
  const client = new DynamoDBClient({ endpoint: engine.url });
  try {
    await ensureLedgerTable(client, LOCAL.table);
    const ledger = dynamoLedger(client, LOCAL.table);
    const niks = Array.from({ length: count }, (_, index) => nikOf(index + 1));
    for (const [index, nik] of niks.entries()) {
      const member = { ...described(index, nik), memberKey: memberKeyOf(nikHashKey, nik) };
      await putMember(ledger, { dataKey }, member);
    }
    return niks;
  } finally {
    client.destroy();
    await engine.stop();
  }
}

function nikOf(serial: number) {
  const nik = parseNik(`517198150385${String(serial).padStart(4, "0")}`);
  if (!nik) throw new RangeError(`no NIK with the serial ${serial}`);
  return nik;
}

function described(index: number, nik: Member["identity"]["nik"]): Omit<Member, "memberKey"> {
  return {
    version: 1,
    segment: "BPU",
    standing: "registered",
    programmes: ["JKK", "JKM"],
    sector: "OTHER",
    bpuCategory: "PEKERJA_MANDIRI",
    identity: {
      nik,
      kpj: String(27_000_000_001 + index),
      name: `PEKERJA NOMOR ${index}`,
      birthDate: businessDate("1985-03-15"),
      declaredMonthlyIncome: rupiah(INCOMES[index % INCOMES.length] ?? 0),
    },
  };
}
