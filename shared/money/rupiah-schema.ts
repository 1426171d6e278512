import * as z from "zod/mini";
import { rupiah } from "./rupiah.ts";

/** An amount as it stands in items and events: a whole number of rupiah. */
export const RupiahAmount = z.pipe(z.number(), z.transform(rupiah));
