import type { KeyObject } from "node:crypto";
import type { Clock } from "../calendar/clock.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Errands } from "./errand.ts";

/** Where a file lies. With an `etag` another version at the same place is not taken for it. */
export interface FilePlace {
  readonly bucket: string;
  readonly objectKey: string;
  readonly etag: string;
}

/** The bucket of the partners' files; nothing is ever written there. */
export interface SettlementFiles {
  /** The whole file, as it comes. */
  open(place: FilePlace): Promise<FileVersion>;
  /** Its bytes `from` up to `to`. */
  range(place: FilePlace, bytes: { readonly from: number; readonly to: number }): Promise<FileVersion>;
}

/** A file that is there, or that has been replaced or removed since it was announced. */
export type FileVersion =
  | { readonly kind: "found"; readonly laidAt: number; readonly pieces: AsyncIterable<Uint8Array> }
  | { readonly kind: "gone" };

/** What settlement works with. It has no way to write a payment. */
export interface SettlementDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly keys: { readonly nikHashKey: KeyObject };
  readonly files: SettlementFiles;
  readonly errands: Errands;
}

/** The work could not go on; the message comes again. `code` is stable. */
export class SettlementFault extends Error {
  readonly code: "SETTLEMENT_OUT_OF_TIME" | "SETTLEMENT_FILE_CHANGED" | "SETTLEMENT_KEEPS_MOVING";

  constructor(code: SettlementFault["code"]) {
    super(code);
    this.name = "SettlementFault";
    this.code = code;
  }
}
