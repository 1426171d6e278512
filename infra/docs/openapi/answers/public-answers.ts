import * as z from "zod";

/** An API of AWS answered by itself: too many requests, or the function gave no answer. */
export const GatewayMessage = z
  .object({ message: z.string() })
  .meta({ description: "From API Gateway itself, unsigned. It means: unknown, ask the status." });

export const Health = z.object({ status: z.literal("ok") });

const PublicKey = z
  .looseObject({ kty: z.string(), kid: z.string(), alg: z.string(), use: z.literal("sig") })
  .meta({ description: "RFC 7517." });

export const PublicKeys = z
  .object({ keys: z.array(PublicKey) })
  .meta({ description: "Ours: ES256 signs the SNAP tokens, EdDSA the H2H answers. Go by `kid`." });

/** What the public API refuses. */
export const PublicProblem = z.object({ type: z.literal("about:blank"), title: z.string(), status: z.int() });

/** What anyone may read, by the name under which the document knows it. */
export const PUBLIC_ANSWERS = {
  PublicKeys,
  Health,
  PublicProblem,
  GatewayMessage,
} as const satisfies Record<string, z.ZodType>;
