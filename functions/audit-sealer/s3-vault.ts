import { GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { AuditVault } from "../../shared/audit/audit-vault.ts";

/**
 * The vault in S3. `If-None-Match: *` makes a name good for one document; the bucket's default retention locks each for ten years, and its policy takes no
 * upload without that header.
 */
export function s3Vault(s3: S3Client, bucket: string): AuditVault {
  return {
    async putOnce(name, text) {
      try {
        await s3.send(
          new PutObjectCommand({
            ...{ Bucket: bucket, Key: name, Body: text, ContentType: "application/jose" },
            IfNoneMatch: "*",
          }),
        );
        return "put";
      } catch (error) {
        if (isNamed(error, "PreconditionFailed")) return "exists";
        throw error;
      }
    },
    async get(name) {
      try {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: name }));
        return await Body?.transformToString("utf8");
      } catch (error) {
        if (isNamed(error, "NoSuchKey")) return undefined;
        throw error;
      }
    },
  };
}

const isNamed = (error: unknown, name: string) => error instanceof Error && error.name === name;
