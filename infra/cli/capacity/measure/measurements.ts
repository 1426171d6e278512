import { readFileSync } from "node:fs";
import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { readProfiles } from "../../../../shared/partner/partner-store.ts";
import { itemBytes, type WireItem } from "../rules/item-size.ts";
import { queryUnits } from "../rules/request-units.ts";
import { openCast } from "./cast.ts";
import type { Durations } from "./durations.ts";
import { type MeasuringGround, openMeasuringGround } from "./ground.ts";
import { LIFE_KINDS, type LifeKind, MEASURED_AT, measuredLife } from "./measured-life.ts";
import { settlementUsage } from "./settlement-usage.ts";
import type { ReadCall, StepUsage, WrittenItem } from "./usage.ts";

/** A step as it is kept: reads and items that are alike are one with their number. */
export interface KeptStep extends Omit<StepUsage, "items" | "reads"> {
  readonly reads: readonly (ReadCall & { readonly count: number })[];
  readonly items: readonly (WrittenItem & { readonly count: number })[];
}

export interface MeasuredLife {
  readonly name: string;
  readonly payments: number;
  readonly steps: readonly KeptStep[];
}

/** Everything that the capacity page counts with. Sizes and counts are the same on every machine; `durations` are not. */
export interface Measurements {
  readonly measuredOn: string;
  readonly engine: string;
  readonly lives: readonly MeasuredLife[];
  readonly settlement: readonly { readonly lines: number; readonly usage: KeptStep }[];
  /** What each partner adds to the registry, which every instance reads again and again. */
  readonly registry: { readonly partners: number; readonly bytes: number; readonly units: number };
  readonly durations: Durations;
}

export const MEASUREMENTS_FILE = new URL("../measurements.json", import.meta.url);

/** Reads what was measured last. */
export const keptMeasurements = (): Measurements =>
  JSON.parse(readFileSync(MEASUREMENTS_FILE, "utf8")) as Measurements;

/** Files of these sizes tell a file's own cost from a line's. */
const SETTLEMENT_LINES = [200, 800] as const;

/** Measures everything but time. */
export async function measureAll(): Promise<Omit<Measurements, "measuredOn" | "durations">> {
  const ground = await openMeasuringGround(MEASURED_AT);
  try {
    const cast = await openCast(ground);
    const registry = await registrySize(ground);
    const lives: MeasuredLife[] = [];
    for (const kind of LIFE_KINDS) lives.push(await keptLife(ground, cast, kind));
    const settlement: Measurements["settlement"][number][] = [];
    for (const [n, lines] of SETTLEMENT_LINES.entries()) {
      settlement.push({ lines, usage: kept(await settlementUsage(ground, lines, 3 + n * 2)) });
    }
    return { engine: "dynoxide 1.2.1, embedded", lives, settlement, registry };
  } finally {
    await ground.stop();
  }
}

/** Measures one life as it is kept. */
export async function keptLife(
  ground: MeasuringGround,
  cast: Awaited<ReturnType<typeof openCast>>,
  kind: LifeKind,
): Promise<MeasuredLife> {
  const steps = await measuredLife(ground, cast, kind);
  return { name: kind.name, payments: kind.together, steps: steps.map(kept) };
}

/** In one order, because some calls go out at once. */
function kept({ items, reads, ...step }: StepUsage): KeptStep {
  return { ...step, reads: grouped(reads), items: grouped(items) };
}

function grouped<T extends object>(list: readonly T[]): readonly (T & { readonly count: number })[] {
  const groups = [...Map.groupBy(list, (each) => JSON.stringify(each))];
  return groups
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, of]) => (of[0] ? [{ ...of[0], count: of.length }] : []));
}

/** The registry's partition as a Query of it reads it. */
async function registrySize({ ledger, client }: MeasuringGround): Promise<Measurements["registry"]> {
  const partners = (await readProfiles(ledger)).length;
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: process.env.KANAL_TABLE_NAME,
      KeyConditionExpression: "PK = :partition",
      ExpressionAttributeValues: { ":partition": { S: "PARTNERS" } },
    }),
  );
  const sizes = Items.map((item) => itemBytes(item as WireItem));
  return {
    partners,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    units: queryUnits(sizes, "consistent"),
  };
}
