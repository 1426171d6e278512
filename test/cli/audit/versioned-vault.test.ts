import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { S3Client } from "@aws-sdk/client-s3";
import { expect, it, onTestFinished } from "vitest";
import { versionedVault } from "../../../infra/cli/audit/versioned-vault.ts";

const version = (Key: string, VersionId: string, isLatest = false) =>
  `<Version><Key>${Key}</Key><VersionId>${VersionId}</VersionId><IsLatest>${isLatest}</IsLatest></Version>`;

/** Two pages as S3 lists versions: names in order, the newest version of each first. */
const FIRST_PAGE = `${version("roots/2026-11-26.jws", "v1", true)}${version("roots/2026-11-27.jws", "v3", true)}`;
const SECOND_PAGE = `${version("roots/2026-11-27.jws", "v2")}${version("tips/2026-11-28/2026-11-28-1000.jws", "v4")}
<DeleteMarker><Key>tips/2026-11-28/2026-11-28-1000.jws</Key><VersionId>v5</VersionId></DeleteMarker>`;

/** S3's wire for ListObjectVersions and GetObject of one version, on this machine. */
async function listingServer() {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    if (searchParams.has("versions")) {
      const isFirst = !searchParams.has("key-marker");
      const next =
        "<NextKeyMarker>roots/2026-11-27.jws</NextKeyMarker><NextVersionIdMarker>v3</NextVersionIdMarker>";
      const page = isFirst
        ? `<IsTruncated>true</IsTruncated>${next}${FIRST_PAGE}`
        : `<IsTruncated>false</IsTruncated>${SECOND_PAGE}`;
      response.setHeader("content-type", "application/xml");
      response.end(`<?xml version="1.0"?><ListVersionsResult>${page}</ListVersionsResult>`);
      return;
    }
    response.end(`${pathname} ${searchParams.get("versionId")}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${port}`;
}

it("counts the first version of a name, and says where something was laid over it or marked deleted", async () => {
  const s3 = new S3Client({
    ...{ endpoint: await listingServer(), region: "ap-southeast-3", forcePathStyle: true },
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  onTestFinished(() => s3.destroy());
  const vault = versionedVault(s3, "audit");
  expect(await vault.names()).toEqual([
    { name: "roots/2026-11-26.jws", overlaid: false },
    { name: "roots/2026-11-27.jws", overlaid: true },
    { name: "tips/2026-11-28/2026-11-28-1000.jws", overlaid: true },
  ]);
  expect(await vault.document("roots/2026-11-27.jws")).toBe("/audit/roots/2026-11-27.jws v2");
  expect(await vault.document("roots/2026-11-25.jws")).toBeUndefined();
});
