import { expect, test } from "vitest";
import { businessDate } from "../../shared/calendar/calendar.ts";
import { type Member, MemberKey, type Nik } from "../../shared/member/member.ts";
import { mergeMember } from "../../shared/member/merge-member.ts";
import { rupiah } from "../../shared/money/rupiah.ts";

function told(version: number, kpj: string, more: Partial<Member> = {}): Member {
  return {
    memberKey: MemberKey.parse("m".repeat(43)),
    version,
    segment: "BPU",
    standing: "registered",
    programmes: ["JKK", "JKM"],
    sector: "OTHER",
    bpuCategory: "PEKERJA_MANDIRI",
    identity: {
      nik: "9999991503850001" as Nik,
      kpj,
      name: "BUDI SANTOSO",
      birthDate: businessDate("1985-03-15"),
      declaredMonthlyIncome: rupiah(1_000_000),
    },
    ...more,
  };
}

const afterAll = (descriptions: readonly Member[]) =>
  descriptions.reduce<Member | undefined>((known, next) => mergeMember(known, next) ?? known, undefined);

/** All orders of a list. */
function ordersOf<T>(list: readonly T[]): T[][] {
  if (list.length === 0) return [[]];
  return list.flatMap((item, at) => ordersOf(list.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

test("the newest version holds and keeps every number that he ever had", () => {
  const merged = afterAll([told(1, "10000000001"), told(2, "10000000002"), told(3, "10000000003")]);
  expect(merged).toMatchObject({
    version: 3,
    identity: { kpj: "10000000003", formerKpjs: ["10000000001", "10000000002"] },
  });
});

test("comes out the same in every order and however often", () => {
  const descriptions = [
    told(1, "10000000001"),
    told(2, "10000000002", { standing: "deceased" }),
    told(3, "10000000003", { sector: "TRANSPORT" }),
  ];
  const results = ordersOf(descriptions).map((order) => JSON.stringify(afterAll([...order, ...order])));
  expect(new Set(results).size).toBe(1);
});

test("an older description of what is known says nothing new", () => {
  const known = afterAll([told(1, "10000000001"), told(2, "10000000001")]);
  expect(mergeMember(known, told(2, "10000000001"))).toBeUndefined();
  expect(mergeMember(known, told(1, "10000000001"))).toBeUndefined();
});
