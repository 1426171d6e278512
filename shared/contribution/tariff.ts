import * as z from "zod/mini";
import data from "./tariff.json" with { type: "json" };
import { Tariff } from "./tariff-shape.ts";

export type { Tariff };

/** The tariff in force: `tariff.json`, whose sources stand in docs/tariff; that it has no fault says its test. */
export const TARIFF: Tariff = z.parse(Tariff, data);
