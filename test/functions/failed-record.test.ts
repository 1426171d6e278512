import type { DynamoDBRecord } from "aws-lambda";
import { expect, test } from "vitest";
import { failureOfRecord } from "../../functions/failed-record.ts";
import { instant } from "../../shared/calendar/calendar.ts";

const AT = instant(Date.parse("2026-11-20T12:00:00+07:00"));
const record = (PK: string, image: NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]): DynamoDBRecord => ({
  eventID: "7",
  dynamodb: { Keys: { PK: { S: PK }, SK: { S: "PAYMENT" } }, NewImage: image },
});

test("a record of a payment that the world was not told of is found under the payment, with its amount", () => {
  const failure = failureOfRecord(
    record("PAYMENT#bri#R-1", { amountRupiah: { N: "8400" } }),
    "event-not-published",
    AT,
  );
  expect(failure).toMatchObject({
    subject: { kind: "payment", id: "bri#R-1" },
    partnerId: "bri",
    amountRupiah: 8_400,
  });
});

test.each([["-1"], ["1e30"], ["x"], ["84.5"]])(
  "an amount of %s is what may be broken, and is left out",
  (N) => {
    const failure = failureOfRecord(
      record("PAYMENT#bri#R-1", { amountRupiah: { N } }),
      "record-unreadable",
      AT,
    );
    expect([failure.subject.id, failure.amountRupiah]).toEqual(["bri#R-1", null]);
  },
);

test("any other record is named by its id: its key may name a person", () => {
  const failure = failureOfRecord(record("MEMBER#abc", undefined), "record-unreadable", AT);
  expect(failure).toMatchObject({
    subject: { kind: "record", id: "7" },
    partnerId: null,
    amountRupiah: null,
  });
});
