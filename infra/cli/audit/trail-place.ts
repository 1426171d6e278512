import type { JSONWebKeySet } from "jose";
import type { TrailSource } from "../../../shared/audit/proof/verify-trail.ts";

/** A trail that was opened to be checked, and has to be closed. */
export interface TrailPlace {
  readonly source: TrailSource;
  readonly publicKeys: JSONWebKeySet;
  /** The gateway there never sleeps: yesterday has to be sealed. */
  readonly alwaysOn: boolean;
  /** What was opened, for the first line. */
  readonly name: string;
  close(): Promise<void>;
}

/** An end that the person at the terminal can do something about; its message says what, Indonesian first. */
export class AuditStop extends Error {
  readonly code = "AUDIT_STOP";
}
