import { expect, test } from "vitest";
import { readSources } from "../house/sources.ts";

/**
 * What DynamoDB removes by itself, and why it may. Money, coverage, failures, settlement and the trail are evidence for ten years and stand in no such file: they have no end at
 * all, and what leaves the ledger is decided by people (docs/decisions/0022-data-subjects.md).
 */
const ENDS = {
  "shared/attempt/attempt-item.ts": "what somebody tried: for ops to look at, no booking",
  "shared/attempt/take-in-attempts.ts":
    "how often something was tried, and which delivery of lines was taken in",
  "shared/billing-code/billing-code-item.ts": "a number to pay by, some time after it ends",
  "shared/limit/lookup-window.ts": "how much a partner looked up lately",
  "shared/payment/external-id-item.ts": "that a request's id was used on a day",
  "shared/payment/quote-item.ts": "a price that was offered; what was paid for it stands in the payment",
  "shared/report/counted-event.ts": "that an event was counted",
};

test("only these items end by themselves, and none of them is money", async () => {
  const sources = await readSources();
  const writes = [...sources]
    .filter(
      ([path, text]) =>
        /^(shared|functions)\//.test(path) && /\bexpiresAt( =|:(?! (z\.|formatInstant)))/.test(text),
    )
    .map(([path]) => path);
  expect(writes).toEqual(Object.keys(ENDS));
});
