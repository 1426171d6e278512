import type { JSONWebKeySet } from "jose";
import * as z from "zod/mini";
import { AuditStop } from "./trail-place.ts";

const KeySet = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) });

/** Reads a JSON Web Key Set. @throws AuditStop naming where it came from */
export function readKeySet(text: string, from: string): JSONWebKeySet {
  try {
    return z.parse(KeySet, JSON.parse(text));
  } catch {
    throw new AuditStop(`Bukan himpunan kunci publik / Not a JSON Web Key Set: ${from}`);
  }
}
