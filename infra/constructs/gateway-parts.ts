import { CORE_SILENCE_SECONDS } from "../settings.ts";
import type { Stage } from "../stages/stage.ts";
import type { EventPath } from "./event-path.ts";
import type { LedgerTable } from "./ledger-table.ts";
import type { SealedKeys } from "./sealed-keys.ts";

/** What functions are built from and what most of them stand on. */
export interface GatewayParts {
  readonly stage: Stage;
  /** Folder with one bundled function a folder (infra/bundle.ts). */
  readonly bundles: string;
  readonly keys: SealedKeys;
  readonly ledger: LedgerTable;
  readonly events: EventPath;
}

/** Where the core is; empty in a stage without one, where nobody outside is told. */
export const coreUrl = ({ stage }: GatewayParts) => ({ KANAL_CORE_URL: stage.coreUrl ?? "" });

/** What every function that sends orders to the core is told of it. */
export const toldOfCore = (parts: GatewayParts) => ({
  ...coreUrl(parts),
  KANAL_KEY_CORE: parts.keys.ciphertexts.core,
  KANAL_CORE_SILENCE_SECONDS: String(CORE_SILENCE_SECONDS),
});
