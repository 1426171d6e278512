import * as z from "zod/mini";

/** The programmes a BPU worker can be in; JP and JKP are for wage earners only (domain.md 0.1). */
export const Programme = z.enum(["JKK", "JKM", "JHT"]);
export type Programme = z.infer<typeof Programme>;

/** Printing and pricing order. */
export const PROGRAMMES: readonly Programme[] = ["JKK", "JKM", "JHT"];

/** Discount sector: data about the member, kept by the core; a till never chooses it (domain.md 2.3). */
export const Sector = z.enum(["TRANSPORT", "OTHER"]);
export type Sector = z.infer<typeof Sector>;

/** The three groups of BPU (PP 49/2023 art. 5); employers must take JHT and get no discount (domain.md case 43). */
export const BpuCategory = z.enum(["PEKERJA_DI_LUAR_HUBUNGAN_KERJA", "PEKERJA_MANDIRI", "PEMBERI_KERJA"]);
export type BpuCategory = z.infer<typeof BpuCategory>;

/** Who pays: the worker, or the State's or a region's budget, which get nothing off (PP 50/2025). */
export const Payer = z.enum(["SELF", "APBN", "APBD"]);
export type Payer = z.infer<typeof Payer>;
