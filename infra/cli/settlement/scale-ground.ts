import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoLedger } from "../../../shared/ledger/dynamo-ledger.ts";
import type { Ledger } from "../../../shared/ledger/ledger.ts";
import type { Payment } from "../../../shared/payment/payment.ts";
import { openDataDir } from "../../local/data-dir.ts";
import { openDurableStore } from "../../local/durable-store.ts";
import { startEngine } from "../../local/engine/engine.ts";
import { createLedgerTable } from "../../local/engine/ledger-table.ts";
import { setLocalEnvironment } from "../../local/environment.ts";
import { gatewayKeys } from "../../local/gateway-keys.ts";
import { type LocalServices, startLocalServices } from "../../local/local-services.ts";
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
  const folder = mkdtempSync(join(tmpdir(), "kanal-settlement-"));
  const dir = openDataDir(folder);
  const store = openDurableStore(dir.store);
  const engine = await startEngine(dir, () => undefined);
  const kill = () => engine.kill();
  process.once("exit", kill);
  const services = await startLocalServices(dir, store);
  const wrapped = await gatewayKeys(dir.gatewayKeys, services.kms);
  const addresses = {
    engineUrl: engine.url,
    endpointUrl: services.endpoint.url,
    baseUrl: "http://127.0.0.1",
  };
  setLocalEnvironment(addresses, wrapped);
  const client = new DynamoDBClient({ endpoint: engine.url });
  await createLedgerTable(client, LOCAL.table, false);
  return {
    ledger: dynamoLedger(client, LOCAL.table),
    services,
    seed: (payments) => seedPayments(client, LOCAL.table, payments),
    async stop() {
      process.off("exit", kill);
      client.destroy();
      await services.endpoint.stop();
      await engine.stop();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
