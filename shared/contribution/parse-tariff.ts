import * as z from "zod/mini";
import { tariffFaults } from "./tariff-faults.ts";
import { Tariff } from "./tariff-shape.ts";

/**
 * Reads a tariff and refuses one that could price a month in two ways or in none. The tariff in force is compiled in, so its own test asks this once, and
 * no cold start again.
 * @throws Error naming every fault
 */
export function parseTariff(source: unknown): Tariff {
  const tariff = z.parse(Tariff, source);
  const faults = tariffFaults(tariff);
  if (faults.length > 0) throw new Error(`tariff ${tariff.version}: ${faults.join("; ")}`);
  return tariff;
}
