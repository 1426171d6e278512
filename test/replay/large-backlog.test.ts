import { BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant } from "../../shared/calendar/calendar.ts";
import { failureOf } from "../../shared/failure/failure.ts";
import { openFailureItem } from "../../shared/failure/failure-item.ts";
import { listOpenFailures } from "../../shared/failure/list-open-failures.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { PREVIEW_MAX, previewReplay } from "../../shared/replay/preview-replay.ts";
import { readReplay } from "../../shared/replay/read-replay.ts";
import type { ReplaySelection } from "../../shared/replay/replay.ts";
import { requestReplay } from "../../shared/replay/request-replay.ts";
import { runReplay } from "../../shared/replay/run-replay.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { NOON } from "../failure/ops-desk.ts";
import { ANI, replayWorld } from "./replay-world.ts";

/** More than a preview looks at; each shard of the index has several pages. Only with `KANAL_TEST=full`: filling the table takes a while. */
const OPEN = 12_000;
const BATCH = 25;

describe.runIf(process.env.KANAL_TEST === "full")(
  "a backlog that is larger than a preview",
  { timeout: 300_000 },
  () => {
    let engine: TestLedger;
    const all: ReplaySelection = { kind: "filter", openedBefore: instant(NOON + 10 * OPEN) };

    beforeAll(async () => {
      engine = await startTestLedger();
      const items = Array.from({ length: OPEN }, (_, n) => {
        const subject = { kind: "payment", id: `${n % 5 === 0 ? "bni" : "bri"}#${n}` } as const;
        const facts = {
          cause: "core-unavailable",
          subject,
          reason: "",
          openedAt: instant(NOON + n),
        } as const;
        return openFailureItem(failureOf({ ...facts, amountRupiah: rupiah(8_400) }));
      });
      for (let at = 0; at < OPEN; at += BATCH) {
        const requests = items
          .slice(at, at + BATCH)
          .map((item) => ({ PutRequest: { Item: marshall({ ...item }) } }));
        await engine.client.send(new BatchWriteItemCommand({ RequestItems: { [engine.table]: requests } }));
      }
    }, 300_000);
    afterAll(() => engine.stop());

    it("is counted up to the bound and says so, in bounded time", async () => {
      const desk = await replayWorld(engine);
      desk.world.moveTo("2026-11-21T10:00:00+07:00");
      const began = performance.now();
      const preview = await previewReplay(desk.deps, all);
      console.info(`a preview of ${preview.count} took ${Math.round(performance.now() - began)} ms`);
      expect(preview).toMatchObject({
        count: PREVIEW_MAX,
        amountRupiah: PREVIEW_MAX * 8_400,
        isCapped: true,
      });
      expect(await previewReplay(desk.deps, { ...all, partnerId: "bni" })).toMatchObject({ isCapped: true });
      const list = await listOpenFailures(engine.ledger, { limit: 50 });
      expect(list).toMatchObject({ total: 2_000, isCapped: true });
      expect(list.failures.map(({ openedAt }) => openedAt - NOON)).toEqual(
        Array.from({ length: 50 }, (_, n) => n),
      );
    });

    it("is listed whole by the runner, slice by slice, each failure once", async () => {
      const desk = await replayWorld(engine);
      desk.world.moveTo("2026-11-21T10:00:00+07:00");
      const asked = await requestReplay(desk.world.deps, ANI, all, "All of them.");
      const replayId = asked.kind === "requested" ? asked.replayId : "";
      let looks = 0;
      // Time for some chunks a slice, and for no attempt at all.
      for (let slice = 0; slice < 500; slice++) {
        if ((await readReplay(engine.ledger, replayId))?.state === "running") break;
        looks = 0;
        await runReplay(desk.deps, replayId, () => ++looks <= 8);
      }
      expect(await readReplay(engine.ledger, replayId)).toMatchObject({
        ...{ state: "running", total: OPEN, amountRupiah: OPEN * 8_400, isCapped: false },
      });
    });
  },
);
