import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import type { S3Event } from "aws-lambda";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  placeIn,
  settlementBucket,
} from "../../../../../functions/settlement-reconciliation/settlement-bucket.ts";
import { openDataDir } from "../../../../../infra/local/data-dir.ts";
import { type DurableStore, openDurableStore } from "../../../../../infra/local/durable-store.ts";
import { type LocalServices, startLocalServices } from "../../../../../infra/local/local-services.ts";
import { LOCAL } from "../../../../../infra/local/topology.ts";
import { takeInFile } from "../../../../../shared/settlement/take-in-file.ts";
import { dataFolder } from "../../../../engine/data-folder.ts";
import { startTestLedger, type TestLedger } from "../../../../engine/test-ledger.ts";
import { at, DAY, type SettlementWorld, settlementWorld } from "../../../../settlement/settlement-world.ts";
import { consoleDesk } from "../console-desk.ts";

const folder = dataFolder("hand-in");
let table: TestLedger;
let store: DurableStore;
let services: LocalServices;
let desk: Awaited<ReturnType<typeof consoleDesk>>;
let world: SettlementWorld;

/** The real handler over a real ledger and this machine's S3, which tells its queue of every object as the deployed bucket tells its function. */
beforeAll(async () => {
  table = await startTestLedger();
  const dir = openDataDir(folder);
  store = openDurableStore(dir.store);
  services = await startLocalServices(dir, store);
  process.env.AWS_ENDPOINT_URL_S3 = services.endpoint.url;
  desk = await consoleDesk(table);
  desk.world.businessNow = at("2026-11-27T16:00:00+07:00");
  world = await settlementWorld(table);
});
afterAll(async () => {
  await services.endpoint.stop();
  store.close();
  await table.stop();
  rmSync(folder, { recursive: true });
});

const NOON = at("2026-11-26T12:00:00+07:00");
const REASON = "came by mail: their sftp is down";

const soundFile = (reference: string) =>
  world.file([{ type: "payment", reference, amountRupiah: 8_400, paidAt: NOON }]);
const handed = (more: Readonly<Record<string, string>> = {}) => ({
  ...{ partnerId: world.partnerId, businessDate: DAY, fileName: "mailed.csv", reason: REASON },
  content: soundFile("A"),
  ...more,
});
const lying = (name: string) =>
  services.objects.get(LOCAL.settlementBucket, `${world.partnerId}/${DAY}/${name}`)?.body.toString();

/** What becomes of each object that the bucket tells of. */
async function takenIn() {
  const notices = services.queues.receive(LOCAL.settlementNotices, { batchSize: 10 });
  const records = notices.flatMap(({ body }) => (JSON.parse(body) as S3Event).Records);
  const deps = { ...world.deps, files: settlementBucket() };
  const outcomes = [];
  for (const record of records) outcomes.push(await takeInFile(deps, placeIn(record)));
  services.queues.delete(notices.map(({ id }) => id));
  return outcomes;
}

it("lays a file where its partner would have, after the trail has who, what and why; the same again changes nothing", async () => {
  const operator = await desk.person("oki", "operator");
  const sha256 = createHash("sha256").update(soundFile("A")).digest("hex");
  const { status, body } = await operator.call("POST", "/settlements", handed());
  expect([status, body]).toEqual([
    202,
    {
      objectKey: `${world.partnerId}/${DAY}/mailed.csv`,
      sha256,
      lookAt: `/ops/api/settlements/${world.partnerId}/${DAY}`,
    },
  ]);
  expect(lying("mailed.csv")).toBe(soundFile("A"));
  const entry = `oki settlement.hand-in SETTLEMENT#${world.partnerId}#${DAY}/mailed.csv sha256:${sha256}: ${REASON}`;
  expect(await desk.audited()).toContain(entry);
  expect(await takenIn()).toEqual(["taken-in"]);
  expect((await operator.call("POST", "/settlements", handed())).status).toBe(202);
  expect(await takenIn()).toEqual(["known"]);
  const looked = await operator.call("GET", body.lookAt.replace("/ops/api", ""));
  expect(looked.body).toMatchObject({ collected: { name: "mailed.csv", revision: 1 } });
});

it("hands on what is no settlement file too: the reconciliation refuses it whole, as it would the partner's", async () => {
  const operator = await desk.person("oki", "operator");
  const content = soundFile("A").replace("8400", "84x0");
  const { status } = await operator.call("POST", "/settlements", handed({ content, fileName: "odd.csv" }));
  expect([status, await takenIn()]).toEqual([202, ["refused"]]);
});

it.each([
  [400, "name-unfit", { fileName: "../other.csv" }],
  [400, "name-unfit", { fileName: "sheet.xlsx" }],
  [400, "date-in-future", { businessDate: "2026-11-28" }],
  [400, "no-such-date", { businessDate: "2026-02-30" }],
  [400, "no-such-partner", { partnerId: "nobody9" }],
  [400, "no-such-partner", { partnerId: "a/b" }],
  [400, "reason-missing", { reason: " \n" }],
  [400, "empty", { content: "" }],
  [413, "too-large", { content: "x".repeat(4_000_001) }],
])("answers %i, %s, and lays and enters nothing", async (status, because, more) => {
  const operator = await desk.person("oki", "operator");
  const before = await desk.audited();
  const answer = await operator.call("POST", "/settlements", handed(more));
  expect(answer).toMatchObject({ status, body: { status, because } });
  expect([await desk.audited(), await takenIn()]).toEqual([before, []]);
});

it("takes a file of 4 MB, and no body that lacks a field", async () => {
  const operator = await desk.person("oki", "operator");
  const large = { content: "x".repeat(4_000_000), fileName: "large.csv" };
  expect((await operator.call("POST", "/settlements", handed(large))).status).toBe(202);
  expect(lying("large.csv")).toHaveLength(4_000_000);
  expect((await operator.call("POST", "/settlements", { partnerId: world.partnerId })).status).toBe(400);
  await takenIn();
});

it("is closed to who only looks or only approves, and enters that somebody tried", async () => {
  const viewer = await desk.person("vera", "viewer", "approver");
  const answer = await viewer.call("POST", "/settlements", handed({ fileName: "tried.csv" }));
  expect(answer).toMatchObject({ status: 403, body: { needs: ["operator"] } });
  expect(await desk.audited()).toContain(
    "vera ops.refused upload-settlement: has viewer+approver; needs operator",
  );
  expect((await viewer.get(`/settlements/${world.partnerId}/${DAY}`)).text).not.toContain('type="file"');
  expect(lying("tried.csv")).toBeUndefined();
});

it("says so when the bucket does not take the file; the trail then tells of the attempt", async () => {
  const operator = await desk.person("oki", "operator");
  process.env.AWS_ENDPOINT_URL_S3 = "http://127.0.0.1:1";
  const answer = await operator.call("POST", "/settlements", handed({ fileName: "lost.csv" }));
  process.env.AWS_ENDPOINT_URL_S3 = services.endpoint.url;
  expect([answer.status, answer.body.title]).toEqual([503, expect.stringContaining("did not take the file")]);
  const attempt = `oki settlement.hand-in SETTLEMENT#${world.partnerId}#${DAY}/lost.csv sha256:`;
  expect(await desk.audited()).toContainEqual(expect.stringContaining(attempt));
  expect(lying("lost.csv")).toBeUndefined();
});

it("takes a file from the day's page, byte for byte, and leads back to it", async () => {
  const operator = await desk.person("oki", "operator");
  const own = await settlementWorld(table);
  const day = `/settlements/${own.partnerId}/${DAY}`;
  const text = soundFile("FORM").replaceAll("\n", "\r\n");
  const posted = await operator.upload(`${day}/files`, { reason: REASON }, { name: "form.csv", text });
  expect([posted.status, posted.location]).toEqual([303, `/ops${day}?did=uploaded`]);
  const stored = services.objects.get(LOCAL.settlementBucket, `${own.partnerId}/${DAY}/form.csv`);
  expect(stored?.body.toString()).toBe(text);
  expect((await operator.get(`${day}?did=uploaded`)).words).toContain("File received; it is being matched.");
  await takenIn();
});

it("shows on the page what is wrong with a file, with the reason still there", async () => {
  const operator = await desk.person("oki", "operator");
  const own = await settlementWorld(table);
  const path = `/settlements/${own.partnerId}/${DAY}/files`;
  const wrong = await operator.upload(path, { reason: "by <mail>" }, { name: "sheet.xlsx", text: "x" });
  expect(wrong.status).toBe(422);
  expect(wrong.words).toContain("The file's name must end in .csv");
  expect(wrong.text).toContain("by &lt;mail&gt;</textarea>");
  const bare = await operator.upload(path, { reason: " " }, { name: "sound.csv", text: "x" });
  expect([bare.status, bare.words.includes("Give the reason.")]).toEqual([422, true]);
  const none = await operator.post(path, { reason: REASON }, path.replace(/\/\w+$/, ""));
  expect([none.status, none.words.includes("There is no file, or it is empty.")]).toEqual([422, true]);
});

it("takes no file without the form's token, whatever it is packed in", async () => {
  const operator = await desk.person("oki", "operator");
  const path = `/settlements/${world.partnerId}/${DAY}/files`;
  const file = { name: "foreign.csv", text: soundFile("A") };
  const foreign = await operator.upload(path, { reason: REASON }, file, "/login");
  expect(foreign.status).toBe(403);
  expect(lying("foreign.csv")).toBeUndefined();
});
