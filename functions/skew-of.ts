/**
 * How many seconds the time that a signature covers is from ours, by the header of either protocol. Asked of genuine signatures only: what is not genuinely signed says nothing about anybody's clock, and whose time does not
 * parse is not genuine.
 */
export function skewOf(headers: ReadonlyMap<string, string>, machineNow: number): number {
  const created = /;created=(\d+)/.exec(headers.get("signature-input") ?? "")?.[1];
  const signedAt = created ? Number(created) * 1000 : Date.parse(headers.get("x-timestamp") ?? "");
  return Math.round(Math.abs(signedAt - machineNow) / 1000);
}
