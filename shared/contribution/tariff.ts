import * as z from "zod/mini";
import data from "./tariff.json" with { type: "json" };
import { tariffFaults } from "./tariff-faults.ts";
import { Tariff } from "./tariff-shape.ts";

export type { Tariff };

/**
 * Reads a tariff and refuses one that could price a month in two ways or in none.
 * @throws Error naming every fault: a wrong tariff must stop the process at start, not a till at noon.
 */
export function parseTariff(source: unknown): Tariff {
  const tariff = z.parse(Tariff, source);
  const faults = tariffFaults(tariff);
  if (faults.length > 0) throw new Error(`tariff ${tariff.version}: ${faults.join("; ")}`);
  return tariff;
}

/** The tariff in force: `tariff.json`, whose sources stand in docs/tariff. */
export const TARIFF: Tariff = parseTariff(data);
