import { readFileSync } from "node:fs";
import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  S3Client,
} from "@aws-sdk/client-s3";
import { ledgerClient } from "../../../shared/ledger/client.ts";
import { dynamoLedger } from "../../../shared/ledger/dynamo-ledger.ts";
import { readKeySet } from "./read-key-set.ts";
import { AuditStop, type TrailPlace } from "./trail-place.ts";

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

/**
 * The locked bucket, of which the first version of each name counts. Object Lock keeps versions, it does not keep somebody with enough rights from laying a
 * new one over a name or marking it deleted: both are seen, and neither hides what lay there first.
 */
function versionedVault(s3: S3Client, bucket: string) {
  const first = new Map<string, string>();
  return {
    async names() {
      const counts = new Map<string, number>();
      let marker: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
      while (marker) {
        const page: ListObjectVersionsCommandOutput = await s3.send(
          new ListObjectVersionsCommand({ Bucket: bucket, ...marker }),
        );
        for (const { Key = "", VersionId = "" } of page.Versions ?? []) {
          counts.set(Key, (counts.get(Key) ?? 0) + 1);
          // Newest first within a name, so that the last one seen is the oldest.
          first.set(Key, VersionId);
        }
        for (const { Key = "" } of page.DeleteMarkers ?? []) counts.set(Key, (counts.get(Key) ?? 0) + 1);
        marker = page.IsTruncated
          ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
          : undefined;
      }
      return [...counts].map(([name, count]) => ({ name, overlaid: count > 1 }));
    },
    async document(name: string) {
      const VersionId = first.get(name);
      if (VersionId === undefined) return undefined;
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: name, VersionId }));
      return Body?.transformToString("utf8");
    },
  };
}
