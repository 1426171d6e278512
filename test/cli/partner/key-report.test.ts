import { afterAll, expect, it } from "vitest";
import { addPartner } from "../../../infra/cli/partner/add-partner.ts";
import { keyWarnings, reportKeys } from "../../../infra/cli/partner/key-report.ts";
import { rotateKey } from "../../../infra/cli/partner/rotate-key.ts";
import { instant } from "../../../shared/calendar/calendar.ts";
import { h2hKey, later, NOW, recordOf, registered, snapSecret } from "../../partner/key-samples.ts";
import { closeDesks, shopFile } from "./desk.ts";
import { openServedDesk } from "./served-desk.ts";

afterAll(closeDesks);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

it("snap-bi 8.28: tells per key its state, end, environment and last use, and who still signs with the old one", async () => {
  const desk = await openServedDesk();
  await addPartner(desk, desk.file("p.json", shopFile()), { play: true });
  const old = desk.shop("koperasi");
  await rotateKey(desk, "koperasi", { play: true, overlap: "3d" });
  await old.inquiry({ nik: "9999991503850001", months: 1 });
  await expect
    .poll(() => reportKeys(desk, "koperasi"), { timeout: 2_000 })
    .toMatch(/sandbox-01.*:\d\d {2}\d.*:\d\d\n/);
  const lines = (await reportKeys(desk, undefined)).split("\n");
  expect(lines[1]).toMatch(
    /koperasi +koperasi-sandbox-01 +ed25519 +sandbox +retiring +20\d\d-\d\d-\d\d .* 20\d\d-/,
  );
  expect(lines[2]).toMatch(/koperasi +koperasi-sandbox-02 +ed25519 +sandbox +active +- +20\d\d-.* never$/);
  expect(lines.join("\n")).toContain("! koperasi/koperasi-sandbox-01 (retiring");
  expect(lines.join("\n")).toContain("The successor was never used: koperasi-sandbox-02");
});

/** A partner whose old key retires so long from now, last used so long ago. */
function warned(retiring: { endsInMs: number; usedAgoMs?: number }, successorUsedAgoMs?: number) {
  const old = { ...h2hKey("old", "retiring"), until: later(retiring.endsInMs) };
  const keys = [recordOf(old), recordOf(h2hKey("new")), recordOf(snapSecret("other"))];
  const ago = { old: retiring.usedAgoMs, new: successorUsedAgoMs, other: 0 };
  const lastUse = new Map(
    Object.entries(ago).flatMap(([id, ms]) => (ms === undefined ? [] : [[id, instant(NOW - ms)] as const])),
  );
  return keyWarnings({ partner: registered("shop", keys), lastUse }, NOW);
}

it.each([
  ["was used an hour ago and has a month left", { endsInMs: 30 * DAY_MS, usedAgoMs: HOUR_MS }],
  ["was used three days ago and ends in six", { endsInMs: 6 * DAY_MS, usedAgoMs: 3 * DAY_MS }],
])("warns of a retiring key that %s", (_, key) => {
  expect(warned(key)[0]).toMatch(/^! shop\/old \(retiring, sampai \/ until .* is still in use/);
});

it.each([
  ["was never used", { endsInMs: DAY_MS }],
  ["was used three days ago and has a month left", { endsInMs: 30 * DAY_MS, usedAgoMs: 3 * DAY_MS }],
  ["was used eight days ago", { endsInMs: DAY_MS, usedAgoMs: 8 * DAY_MS }],
  ["has ended", { endsInMs: 0, usedAgoMs: HOUR_MS }],
])("does not warn of a retiring key that %s", (_, key) => {
  expect(warned(key)).toEqual([]);
});

it("says whether the successor is in use already, and whether the old key was seen since the rotation", () => {
  expect(warned({ endsInMs: DAY_MS, usedAgoMs: HOUR_MS }, 60_000)[1]).toContain(
    "The successor is in use as well: new",
  );
  expect(warned({ endsInMs: DAY_MS, usedAgoMs: HOUR_MS })[1]).toContain("never used");
  // The rotation was a moment ago in every case here.
  expect(warned({ endsInMs: DAY_MS, usedAgoMs: HOUR_MS })[1]).toContain("Not seen again since the rotation");
  expect(warned({ endsInMs: DAY_MS, usedAgoMs: -1 })[1]).not.toContain("Not seen again");
});
