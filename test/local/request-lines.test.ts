import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { type KanalOptions, startKanal } from "../../infra/local/kanal.ts";
import { LOCAL } from "../../infra/local/topology.ts";
import { attemptsOf } from "../../shared/attempt/attempts-of.ts";
import { businessDate } from "../../shared/calendar/calendar.ts";
import { ledgerClient } from "../../shared/ledger/client.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";

async function gateway(options: Partial<KanalOptions>) {
  const kanal = await startKanal({
    ...{ dataDir: join(tmpdir(), `kanal-lines-${randomUUID()}`), seed: false },
    businessNow: "2026-12-31T23:00:00+07:00",
    ...options,
  });
  return kanal;
}

/** What ops would see of a day's requests that nobody signed. */
async function strangers(day = "2026-12-31") {
  const ledger = dynamoLedger(ledgerClient(), LOCAL.table);
  const query = { partnerId: "unknown", day: businessDate(day) };
  return (await attemptsOf(ledger, query, { limit: 50 })).attempts;
}

const payment = (reference: string) => ({
  method: "POST",
  headers: { "content-type": "application/json", "x-partner-id": "nobody", "x-external-id": "1" },
  body: JSON.stringify({ paymentRequestId: reference, paidAmount: { value: "8400.00", currency: "IDR" } }),
});

it("a request that nobody signed is an attempt that ops find; what was printed just before a clean stop is taken in by the next start", {
  // Two whole gateways, one after the other, on a machine that may be busy.
  timeout: 60_000,
}, async () => {
  const dataDir = join(tmpdir(), `kanal-lines-${randomUUID()}`);
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const first = await gateway({ dataDir, requestLines: true });
  const pay = (url: string, reference: string) =>
    fetch(`${url}/v1.0/transfer-va/payment`, payment(reference));
  const { responseCode } = (await (await pay(first.baseUrl, "LOST-1")).json()) as { responseCode: string };
  expect(responseCode).toMatch(/^40[01]25/);
  await first.settled();
  expect(await strangers()).toMatchObject([{ reference: "LOST-1", isSigned: false, responseCode }]);
  await pay(first.baseUrl, "LOST-2");
  await first.stop();

  const second = await gateway({ dataDir });
  onTestFinished(() => second.stop());
  await second.settled();
  expect((await strangers()).map(({ reference }) => reference)).toEqual(["LOST-2", "LOST-1"]);
  // Silent as the tests are, nobody takes anything in unless asked.
  await pay(second.baseUrl, "LOST-3");
  await second.settled();
  expect(await strangers()).toHaveLength(2);
});
