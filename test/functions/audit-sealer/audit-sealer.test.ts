import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { s3Vault } from "../../../functions/audit-sealer/s3-vault.ts";
import { lambda } from "../../../infra/local/aws/lambda.ts";
import { scheduledEvent } from "../../../infra/local/aws/schedule.ts";
import { openDataDir } from "../../../infra/local/data-dir.ts";
import { openDurableStore } from "../../../infra/local/durable-store.ts";
import { type LocalServices, startLocalServices } from "../../../infra/local/local-services.ts";
import { LOCAL } from "../../../infra/local/topology.ts";
import { appendAudit } from "../../../shared/audit/append-audit.ts";
import { openDocument } from "../../../shared/audit/signed-document.ts";
import { type Instant, instant } from "../../../shared/calendar/calendar.ts";
import { newAuditKey } from "../../audit/audit-key.ts";
import { act, noonOf } from "../../audit/trail.ts";
import { dataFolder } from "../../engine/data-folder.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";

const dir = openDataDir(dataFolder("sealer"));
let engine: TestLedger;
let services: LocalServices;
beforeAll(async () => {
  engine = await startTestLedger();
  services = await startLocalServices(dir, openDurableStore(dir.store));
  vi.stubEnv("AWS_REGION", "ap-southeast-3");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "local");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "local");
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", engine.url);
  vi.stubEnv("AWS_ENDPOINT_URL_S3", services.endpoint.url);
  vi.stubEnv("KANAL_TABLE_NAME", engine.table);
  vi.stubEnv("KANAL_AUDIT_BUCKET", LOCAL.auditBucket);
  vi.stubEnv("KANAL_KEY_AUDIT", "AA==");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await services.endpoint.stop();
  await engine.stop();
  rmSync(dir.path, { recursive: true, force: true });
});

it("run by its schedule, it lays signed roots and tips into the locked bucket, and a second run changes nothing", async () => {
  const { createHandler } = await import("../../../functions/audit-sealer/handler.ts");
  const { key, publicKeys } = await newAuditKey();
  let now: Instant = noonOf("2026-11-27");
  const clock = { businessNow: () => now, machineNow: () => now };
  const run = lambda("audit-sealer", 30_000, createHandler({ clock, auditKey: key }));
  await appendAudit(engine.ledger, act("A1"));
  await run(scheduledEvent("seal"));
  now = instant(now + 24 * 3_600_000);
  await run(scheduledEvent("seal"));
  await run(scheduledEvent("seal"));

  const roots = readdirSync(join(dir.auditVault, "roots"));
  expect(roots.sort()).toEqual(["2026-11-26.jws", "2026-11-27.jws"]);
  expect(readdirSync(join(dir.auditVault, "tips", "2026-11-27"))).toEqual(["2026-11-27-1200.jws"]);
  const file = join(dir.auditVault, "roots", "2026-11-27.jws");
  expect(statSync(file).mode & 0o777).toBe(0o400);
  expect(await openDocument(publicKeys, "root", readFileSync(file, "utf8"))).toMatchObject({
    kind: "genuine",
    document: { day: "2026-11-27", previousDay: "2026-11-26" },
  });
});

it("a locked object cannot be laid over, asked politely or not", async () => {
  const s3 = new S3Client({ forcePathStyle: true, maxAttempts: 1 });
  const vault = s3Vault(s3, LOCAL.auditBucket);
  expect(await vault.putOnce("roots/2020-01-01.jws", "first")).toBe("put");
  expect(await vault.putOnce("roots/2020-01-01.jws", "second")).toBe("exists");
  expect(() =>
    services.objects.put(LOCAL.auditBucket, "roots/2020-01-01.jws", Buffer.from("third"), "text/plain"),
  ).toThrow(/lies there already/);
  expect(await vault.get("roots/2020-01-01.jws")).toBe("first");
  expect(await vault.get("roots/2020-01-02.jws")).toBeUndefined();
  s3.destroy();
});
