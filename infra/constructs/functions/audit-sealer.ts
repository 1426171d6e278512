import type { Construct } from "constructs";
import type { GatewayParts } from "../gateway-parts.ts";
import { KanalFunction } from "../kanal-function.ts";

/** Signs the audit trail's days. What it may lay down, and where, stands with the bucket. */
export class AuditSealer extends KanalFunction {
  constructor(scope: Construct, id: string, parts: GatewayParts & { readonly bucketName: string }) {
    const { bucketName, keys, ledger, ...built } = parts;
    super(scope, id, {
      ...{ ...built, name: "audit-sealer" },
      environment: {
        KANAL_TABLE_NAME: ledger.table.tableName,
        KANAL_AUDIT_BUCKET: bucketName,
        KANAL_KEY_AUDIT: keys.ciphertexts.audit,
      },
    });
    keys.allow(this, ["audit"]);
  }
}
