import { existsSync, mkdirSync, rmSync, truncateSync } from "node:fs";
import { join, resolve } from "node:path";

/** Everything the local gateway keeps between two starts, by name. */
export interface DataDir {
  readonly path: string;
  /** The embedded engine's SQLite database. */
  readonly ledger: string;
  /** Pid, port and database of a running engine. */
  readonly engineRecord: string;
  /** Where S3 and SQS answer. */
  readonly endpointRecord: string;
  /** Queues, stream checkpoint, bus archive, objects, sandbox state. */
  readonly store: string;
  /** Master key of the local KMS. */
  readonly masterKey: string;
  /** The gateway's keys as ciphertexts, and its public keys. */
  readonly gatewayKeys: string;
  /** The locked bucket of the audit trail: a folder of read-only files. */
  readonly auditVault: string;
  /** What the functions print, JSON lines. */
  readonly functionLog: string;
  /** The one file with credentials and sample NIKs. */
  readonly sandboxFile: string;
}

/** Names and makes the data folder, readable by its owner only. */
export function openDataDir(folder: string): DataDir {
  const path = resolve(folder);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const file = (name: string) => join(path, name);
  return {
    path,
    ledger: file("ledger.db"),
    engineRecord: file("engine.json"),
    endpointRecord: file("endpoint.json"),
    store: file("harness.db"),
    masterKey: file("kms-master.key"),
    gatewayKeys: file("gateway-keys.json"),
    auditVault: file("audit"),
    functionLog: file("functions.log"),
    sandboxFile: file("sandbox.json"),
  };
}

const SQLITE_FILES = ["", "-wal", "-shm", "-journal"];

/** Empties the folder of what we put there, name by name: somebody may have pointed KANAL_DATA_DIR at a folder with other things in it. */
export function clearDataDir(dir: DataDir): void {
  const databases = [dir.ledger, dir.store].flatMap((file) => SQLITE_FILES.map((end) => file + end));
  for (const file of [
    ...databases,
    dir.engineRecord,
    dir.endpointRecord,
    dir.masterKey,
    dir.gatewayKeys,
    dir.sandboxFile,
  ]) {
    rmSync(file, { force: true });
  }
  rmSync(dir.auditVault, { recursive: true, force: true });
  // Emptied and not removed: the start has it open already.
  if (existsSync(dir.functionLog)) truncateSync(dir.functionLog);
}
