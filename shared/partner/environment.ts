import * as z from "zod/mini";

/**
 * Where a credential is good: in the sandbox or with real money. A gateway uses the credentials of its own environment only, so a key that leaked from a
 * test bench opens nothing elsewhere.
 */
export const Environment = z.enum(["sandbox", "production"]);
export type Environment = z.infer<typeof Environment>;
