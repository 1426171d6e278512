import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { TrailSource } from "../../../shared/audit/proof/verify-trail.ts";

/**
 * The locked bucket, of which the first version of each name counts. Object Lock keeps versions, it does not keep somebody with enough rights from laying a
 * new one over a name or marking it deleted: both are seen, and neither hides what lay there first.
 */
export function versionedVault(s3: S3Client, bucket: string): Pick<TrailSource, "names" | "document"> {
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
