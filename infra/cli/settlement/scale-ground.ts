import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoLedger } from "../../../shared/ledger/dynamo-ledger.ts";
import type { Ledger } from "../../../shared/ledger/ledger.ts";
import type { Payment } from "../../../shared/payment/payment.ts";
import { openBareGround } from "../../local/bare-ground.ts";
import { createLedgerTable } from "../../local/engine/ledger-table.ts";
import { setLocalEnvironment } from "../../local/environment.ts";
import type { LocalServices } from "../../local/local-services.ts";
import { LOCAL } from "../../local/topology.ts";
import { seedPayments } from "./seed-payments.ts";

/** What the function needs around it, on this machine, in a folder of its own: engine, S3, SQS, KMS. No gateway. */
export interface ScaleGround {
  readonly ledger: Ledger;
  readonly services: LocalServices;
  /** Puts payments into the table as they would stand after their booking. @returns how many */
  seed(payments: Iterable<Payment>): Promise<number>;
  stop(): Promise<void>;
}

/** Starts it. The environment of this process, which an instance inherits, becomes the function's. */
export async function openScaleGround(): Promise<ScaleGround> {
  const { engineUrl, services, keys, stop } = await openBareGround("settlement");
  setLocalEnvironment({ engineUrl, endpointUrl: services.endpoint.url, baseUrl: "http://127.0.0.1" }, keys);
  const client = new DynamoDBClient({ endpoint: engineUrl });
  await createLedgerTable(client, LOCAL.table, false);
  return {
    ledger: dynamoLedger(client, LOCAL.table),
    services,
    seed: (payments) => seedPayments(client, LOCAL.table, payments),
    async stop() {
      client.destroy();
      await stop();
    },
  };
}
