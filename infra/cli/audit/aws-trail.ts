import { readFileSync } from "node:fs";
import { S3Client } from "@aws-sdk/client-s3";
import { ledgerClient } from "../../../shared/ledger/client.ts";
import { dynamoLedger } from "../../../shared/ledger/dynamo-ledger.ts";
import { readKeySet } from "./read-key-set.ts";
import { AuditStop, type TrailPlace } from "./trail-place.ts";
import { versionedVault } from "./versioned-vault.ts";

interface AwsTrail {
  readonly table: string | undefined;
  readonly bucket: string | undefined;
  /** A file, or the https:// address of jwks.json. */
  readonly jwks: string | undefined;
}

const JWKS_DEADLINE_MS = 10_000;

/** Opens the trail of a table and a bucket in AWS, with the credentials and the region of the shell, which needs to read and nothing else. @throws AuditStop */
export async function openAwsTrail({ table, bucket, jwks }: AwsTrail): Promise<TrailPlace> {
  if (!table || !bucket || !jwks) {
    throw new AuditStop(
      "--aws --table <nama / name> --bucket <nama / name> --jwks <berkas / file | https://…>",
    );
  }
  const publicKeys = readKeySet(await textOf(jwks), jwks);
  const client = ledgerClient();
  const s3 = new S3Client({ maxAttempts: 5 });
  return {
    source: { ledger: dynamoLedger(client, table), ...versionedVault(s3, bucket) },
    publicKeys,
    alwaysOn: true,
    name: `${table}, ${bucket}`,
    async close() {
      client.destroy();
      s3.destroy();
    },
  };
}

async function textOf(place: string): Promise<string> {
  if (!place.startsWith("https://")) return readFileSync(place, "utf8");
  const answer = await fetch(place, { signal: AbortSignal.timeout(JWKS_DEADLINE_MS) });
  if (!answer.ok) throw new AuditStop(`${place}: ${answer.status}`);
  return answer.text();
}
