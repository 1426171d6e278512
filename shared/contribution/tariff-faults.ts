import type { Band, Discount, Tariff } from "./tariff-shape.ts";

/** What is wrong with a tariff of the right shape; empty when nothing is. */
export function tariffFaults(tariff: Tariff): readonly string[] {
  return [
    ...bandFaults("JKK", tariff.jkk),
    ...bandFaults("JHT", tariff.jht),
    ...jhtFaults(tariff),
    ...discountFaults(tariff.discounts),
  ];
}

function bandFaults(programme: string, bands: readonly Band[]): string[] {
  const faults: string[] = [];
  bands.forEach((band, index) => {
    const name = `${programme} band ${index + 1}`;
    const next = bands[index + 1];
    if (index === 0 && band.from !== 0) faults.push(`${name} does not begin at 0`);
    if (next === undefined ? band.to !== null : band.to !== next.from) {
      faults.push(`${name} does not reach ${next === undefined ? "beyond every income" : "the next band"}`);
    }
    if (band.to !== null && band.to <= band.from) faults.push(`${name} is empty`);
    if (next !== undefined && next.amount <= band.amount) faults.push(`${name} costs no less than the next`);
  });
  return faults;
}

/** JKK is 1% and JHT 2% of the same base in the same bands (domain.md 2.2), so a slip of a digit shows here. */
function jhtFaults({ jkk, jht }: Tariff): string[] {
  if (jkk.length !== jht.length) return [`${jkk.length} JKK bands but ${jht.length} JHT bands`];
  return jkk.flatMap((band, index) => {
    const twin = jht[index];
    const agrees = twin?.from === band.from && twin.to === band.to && twin.amount === 2 * band.amount;
    return agrees ? [] : [`JHT band ${index + 1} is not twice JKK's`];
  });
}

function discountFaults(discounts: readonly Discount[]): string[] {
  const faults: string[] = [];
  discounts.forEach((discount, index) => {
    if (discount.lastMonth < discount.firstMonth) faults.push(`${discount.id} ends before it begins`);
    if (discount.numerator > discount.denominator) faults.push(`${discount.id} raises the price`);
    for (const other of discounts.slice(index + 1)) {
      if (other.id === discount.id) faults.push(`${discount.id} stands twice`);
      if (canMeet(discount, other)) faults.push(`${discount.id} and ${other.id} can both apply`);
    }
  });
  return faults;
}

/** Whether one (programme, month, sector, payer, category) can match both. */
function canMeet(a: Discount, b: Discount): boolean {
  return (
    a.programme === b.programme &&
    (a.sector === b.sector || a.sector === "ALL" || b.sector === "ALL") &&
    a.firstMonth <= b.lastMonth &&
    b.firstMonth <= a.lastMonth &&
    a.payers.some((payer) => b.payers.includes(payer)) &&
    a.bpuCategories.some((category) => b.bpuCategories.includes(category))
  );
}
