import { type BusinessDate, businessDate } from "../../../shared/calendar/calendar.ts";
import type { Member } from "../../../shared/member/member.ts";
import { memberKeyOf } from "../../../shared/member/member-key.ts";
import { putMember } from "../../../shared/member/member-store.ts";
import { parseNik } from "../../../shared/member/nik.ts";
import { rupiah } from "../../../shared/money/rupiah.ts";
import type { Stage } from "./stage.ts";

/** Workers written at the same moment. */
const LANES = 16;

/** Registers workers whom nobody has heard of, each of a family of his own. @returns their NIKs; no province is numbered 99 */
export async function registerWorkers({ ledger, keys }: Stage, count: number): Promise<readonly string[]> {
  const niks = Array.from({ length: count }, (_, index) => nikOf(index));
  const lane = async (first: number) => {
    for (let index = first; index < count; index += LANES) {
      const nik = niks[index];
      if (nik !== undefined) await putMember(ledger, keys, workerOf(keys, nik, index));
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, first) => lane(first)));
  return niks;
}

function nikOf(index: number): Member["identity"]["nik"] {
  const two = (value: number) => String(value).padStart(2, "0");
  const place = `9999${two(index % 100)}`;
  const born = `${two((index % 28) + 1)}${two((Math.floor(index / 28) % 12) + 1)}85`;
  const nik = parseNik(`${place}${born}${String(Math.floor(index / 8_400) + 1).padStart(4, "0")}`);
  if (!nik) throw new RangeError(`no NIK for worker ${index}`);
  return nik;
}

const BORN: BusinessDate = businessDate("1985-03-15");

function workerOf({ nikHashKey }: Stage["keys"], nik: Member["identity"]["nik"], index: number): Member {
  return {
    memberKey: memberKeyOf(nikHashKey, nik),
    ...{
      version: 1,
      segment: "BPU",
      standing: "registered",
      sector: "OTHER",
      bpuCategory: "PEKERJA_MANDIRI",
    },
    programmes: ["JKK", "JKM"],
    identity: {
      nik,
      kpj: String(29_000_000_001 + index),
      name: `PEKERJA UJI ${index}`,
      birthDate: BORN,
      declaredMonthlyIncome: rupiah(1_000_000),
    },
  };
}
