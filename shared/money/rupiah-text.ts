/** Rupiah as people in Indonesia write it: `Rp33.600`. */
export function rupiahText(amount: number): string {
  return `Rp${String(amount).replace(/\B(?=(\d{3})+$)/g, ".")}`;
}
