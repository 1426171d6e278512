import { describe, expect, test } from "vitest";
import { LEDGER_TABLE } from "../../shared/ledger/table.ts";
import { gatewayTemplate, resourceNamed, resourcesOf } from "./gateway-template.ts";

const template = gatewayTemplate();

describe("the table", () => {
  const { Properties, DeletionPolicy } = resourceNamed(template, "AWS::DynamoDB::GlobalTable", "Ledger");

  test("is kept, protected, encrypted with our key, and can go back 35 days", () => {
    expect(DeletionPolicy).toBe("Retain");
    expect(Properties).toMatchObject({
      BillingMode: "PAY_PER_REQUEST",
      StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
      TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: "KMS" },
      Replicas: [
        {
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
          SSESpecification: {
            KMSMasterKeyId: { "Fn::GetAtt": [expect.stringMatching(/^LedgerKey/), "Arn"] },
          },
        },
      ],
    });
    expect(Properties.Replicas).toHaveLength(1);
  });

  test("has the keys and indexes that the ledger is written for, and copies no item whole", () => {
    const keys = (partitionKey: string, sortKey: string) => [
      { AttributeName: partitionKey, KeyType: "HASH" },
      { AttributeName: sortKey, KeyType: "RANGE" },
    ];
    expect(Properties.KeySchema).toEqual(keys("PK", "SK"));
    expect(Properties.GlobalSecondaryIndexes).toEqual(
      LEDGER_TABLE.indexes.map(({ name, partitionKey, sortKey, include }) => ({
        IndexName: name,
        KeySchema: keys(partitionKey, sortKey),
        Projection:
          include.length > 0
            ? { ProjectionType: "INCLUDE", NonKeyAttributes: include }
            : { ProjectionType: "KEYS_ONLY" },
      })),
    );
  });
});

test("all keys are turned over every year, and those that anything stored needs outlive the stack", () => {
  const keys = [...resourcesOf(template, "AWS::KMS::Key")];
  expect(keys).toHaveLength(5);
  for (const [id, key] of keys) {
    // An alarm is on its way for seconds.
    const policy = id.startsWith("WatchTopicKey") ? "Delete" : "Retain";
    expect(key, id).toMatchObject({ DeletionPolicy: policy, Properties: { EnableKeyRotation: true } });
  }
});
