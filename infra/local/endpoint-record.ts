import { readFileSync, writeFileSync } from "node:fs";
import * as z from "zod/mini";
import type { DataDir } from "./data-dir.ts";

const Endpoint = z.object({ url: z.string() });

/** Writes down where this start's S3 and SQS answer, so that a command beside the gateway can put a file as a partner does. */
export function recordEndpoint(dir: DataDir, url: string): void {
  writeFileSync(dir.endpointRecord, JSON.stringify({ url }), { mode: 0o600 });
}

/** Where they answered when the gateway was last started; undefined where it never was. */
export function recordedEndpoint(dir: DataDir): string | undefined {
  try {
    return z.parse(Endpoint, JSON.parse(readFileSync(dir.endpointRecord, "utf8"))).url;
  } catch {
    return undefined;
  }
}
