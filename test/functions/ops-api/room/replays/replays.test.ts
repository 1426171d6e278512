import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant } from "../../../../../shared/calendar/calendar.ts";
import { failureIdOf, failureOf } from "../../../../../shared/failure/failure.ts";
import { openFailure } from "../../../../../shared/failure/failure-store.ts";
import type { AcceptedPayment } from "../../../../../shared/payment/payment.ts";
import { PREVIEW_MAX } from "../../../../../shared/replay/preview-replay.ts";
import { startTestLedger, type TestLedger } from "../../../../engine/test-ledger.ts";
import { replayWorld } from "../../../../replay/replay-world.ts";
import { consoleDesk, NOON } from "../console-desk.ts";

let table: TestLedger;
let desk: Awaited<ReturnType<typeof consoleDesk>>;
let world: Awaited<ReturnType<typeof replayWorld>>;
beforeAll(async () => {
  table = await startTestLedger();
  desk = await consoleDesk(table);
  world = await replayWorld(table);
});
afterAll(() => table.stop());

const failureOfPayment = ({ paymentKey }: AcceptedPayment, cause: "core-unavailable" | "core-refused") =>
  failureIdOf(cause, { kind: "payment", id: paymentKey });
const idIn = (location: string | undefined) => location?.replace("/ops/replays/", "") ?? "";

describe("a replay", () => {
  it("of what was picked is of nothing where nothing was, and never of everything", async () => {
    await world.fail(await world.paid(1));
    const operator = await desk.person("oki", "operator");
    expect((await operator.get("/failures")).text).toContain('<input type="hidden" name="picked" value="1">');
    for (const picked of ["picked=1", "failure=", `failure=${"x".repeat(300)}`]) {
      const preview = await operator.get(`/replays/new?${picked}`);
      expect(preview.words, picked).toContain("Nothing that is open would be replayed.");
    }
    const asked = await operator.post("/replays", { failure: "", reason: "all of it?" });
    expect([asked.status, asked.location]).toEqual([422, undefined]);
  });

  it("is previewed with count and rupiah, asked for with a reason, and shown live to its end", async () => {
    const payments = await world.paid(3);
    await world.fail(payments);
    const operator = await desk.person("oki", "operator");
    const ids = payments.map((payment) => failureOfPayment(payment, "core-unavailable"));
    const preview = await operator.get(`/replays/new?${ids.map((id) => `failure=${id}`).join("&")}`);
    expect(preview.words).toMatch(/Failures 3 Rupiah Rp25\.200/);
    expect(preview.words).toMatch(
      /The core does not answer read from the ledger, then finished at the core 3 Rp25\.200/,
    );

    const from = `/replays/new?failure=${ids[0]}`;
    const silent = await operator.post("/replays", { failure: ids.join(" "), reason: " " }, from);
    expect([silent.status, silent.words.includes("Write the reason first.")]).toEqual([422, true]);
    const asked = await operator.post(
      "/replays",
      { failure: ids.join(" "), reason: "core is back <b>" },
      from,
    );
    expect(asked.status).toBe(303);
    const replayId = idIn(asked.location);
    const waiting = await operator.get(`/replays/${replayId}`);
    expect(waiting.words).toMatch(/running Done 0 \/ 3/);
    expect(waiting.text).toContain(`data-live="/ops/replays/${replayId}/progress"`);
    expect(waiting.text).toContain('<meta http-equiv="refresh"');
    expect(waiting.text).toContain("core is back &lt;b&gt;");

    await world.run(replayId);
    const fragment = await operator.get(`/replays/${replayId}/progress`);
    expect(fragment.text).not.toContain("<html");
    expect(fragment.text).not.toContain("data-live");
    expect(fragment.words).toMatch(/done Done 3 \/ 3 .*Activated 3/);
    expect(await Promise.all(payments.map(world.stateOf))).toEqual(["active", "active", "active"]);
    expect((await operator.get("/replays")).words).toMatch(
      /done oki core is back &lt;b&gt; 3 picked one by one 3 \/ 3 Rp25\.200/,
    );
    expect(await desk.audited()).toContain(`oki replay.request ${replayId}: core is back <b>`);
  });

  it("tells of each attempt that did not succeed why", async () => {
    const [payment] = await world.paid(1);
    if (!payment) throw new Error("nothing was paid");
    await world.fail([payment], "reject");
    const operator = await desk.person("oki", "operator");
    const failure = failureOfPayment(payment, "core-refused");
    const asked = await operator.post(
      "/replays",
      { failure, reason: "try" },
      `/replays/new?failure=${failure}`,
    );
    world.core.mode = "reject";
    await world.run(idIn(asked.location));
    world.core.mode = "up";
    const { words, text } = await operator.get(`/replays/${idIn(asked.location)}`);
    expect(words).toMatch(/What did not succeed .*Refused again by the core member-deceased/);
    expect(text).toContain(`href="/ops/failures/${failure}"`);
    expect((await operator.get(`/failures/${failure}`)).words).toMatch(/oki replayed it/);
  });

  it("of a filter is fixed to what was open at its preview", async () => {
    const cause = "activation-exhausted";
    const open = (id: string, at: number) =>
      openFailure(
        table.ledger,
        failureOf({ cause, reason: "", subject: { kind: "payment", id }, openedAt: instant(at) }),
      );
    await open("bri#BEFORE", NOON - 5_000);
    const operator = await desk.person("oki", "operator");
    const preview = await operator.get(`/replays/new?cause=${cause}`);
    const before = /name="before" value="(\d+)"/.exec(preview.text)?.[1] ?? "";
    expect(before).toBe(String(NOON));
    await open("bri#AFTER", NOON + 5_000);
    desk.world.businessNow = instant(NOON + 60_000);
    const asked = await operator.post(
      "/replays",
      { cause, before, reason: "fixed" },
      `/replays/new?cause=${cause}`,
    );
    await world.run(idIn(asked.location));
    const { words } = await operator.get(`/replays/${idIn(asked.location)}`);
    expect(words).toMatch(/Done 1 \/ 1/);
    desk.world.businessNow = NOON;
  });

  it("of nothing offers nothing", async () => {
    const operator = await desk.person("oki", "operator");
    const none = await operator.get("/replays/new?cause=revocation-exhausted");
    expect(none.words).toContain("Nothing that is open would be replayed.");
    expect(none.text).not.toContain('name="reason"');
    expect((await operator.get("/replays/AAAA")).status).toBe(404);
  });

  it("is an operator's: a viewer gets 403 and an entry in the trail", async () => {
    const viewer = await desk.person("vera", "viewer");
    expect((await viewer.get("/replays")).status).toBe(200);
    expect((await viewer.get("/replays/new?cause=core-refused")).status).toBe(403);
    expect(await desk.audited()).toContain("vera ops.refused replay: has viewer; needs operator");
  });
});

it("says of a filter that matches more than is looked at that it is the least, and that the rest is taken too", async () => {
  const preview = {
    count: PREVIEW_MAX,
    amountRupiah: 84_000_000,
    byCause: {},
    notReplayable: 12,
    isCapped: true,
  };
  const { previewPage } = await import("../../../../../functions/ops-api/room/replays/preview-page.ts");
  const { sayIn } = await import("../../../../../functions/say.ts");
  const selection = { kind: "filter", openedBefore: NOON } as const;
  const { text } = previewPage({ say: sayIn("en"), formToken: "" }, { selection, preview });
  expect(text).toContain("More than 10,000 match.");
  expect(text).toContain("Replay at least 10,000");
  expect(text).toContain("12 of these will only be named");
});

it("can be asked for by programs: preview, then 202 with its id", async () => {
  const payments = await world.paid(2);
  await world.fail(payments);
  const operator = await desk.person("oki", "operator");
  const ids = payments.map((payment) => failureOfPayment(payment, "core-unavailable"));
  const preview = await operator.call("POST", "/replays", { ids, preview: true });
  expect(preview.body).toMatchObject({ count: 2, amountRupiah: 16_800 });
  const asked = await operator.call("POST", "/replays", { ids, reason: "by program" });
  expect(asked.status).toBe(202);
  await world.run(asked.body.replayId);
  const { body } = await operator.call("GET", `/replays/${asked.body.replayId}`);
  expect(body).toMatchObject({ state: "done", done: 2, outcomes: { activated: 2 }, unsuccessful: [] });
  expect((await operator.call("POST", "/replays", { ids, reason: "" })).status).toBe(422);
  expect((await operator.call("POST", "/replays", { reason: "what?" })).status).toBe(400);
});
