import type { Ledger } from "../../../../shared/ledger/ledger.ts";
import { rememberingVerifier } from "../../../../shared/protocol/snap/token-verifier.ts";
import type { Keyring } from "../../../../shared/seal/keyring.ts";
import type { DurableStore } from "../../durable-store.ts";
import type { DoorWatcher } from "../../exchange.ts";
import type { SandboxRoom } from "../../front.ts";
import { explainsRefusals } from "../explanation/explains-refusals.ts";
import { registryView } from "../explanation/registry-view.ts";
import { recordRoom } from "./record-room.ts";
import { recordsRequests } from "./records-requests.ts";
import { openRequestBook } from "./request-book.ts";

/** What a partner's engineer finds in the sandbox beside the gateway: why a signature was refused, and what became of each request. */
export interface PartnerDesk {
  readonly room: SandboxRoom;
  /** In their order: what is explained is what is written down. */
  readonly watchers: readonly DoorWatcher[];
}

/** Opens the desk. */
export function openPartnerDesk(ground: {
  readonly store: Pick<DurableStore, "db">;
  readonly ledger: Ledger;
  readonly keys: Pick<Keyring, "dataKey" | "tokenKey" | "answerKey">;
  readonly log: (line: string) => void;
}): PartnerDesk {
  const { store, ledger, keys, log } = ground;
  const view = registryView(ledger, keys);
  const book = openRequestBook(store);
  const verifyToken = rememberingVerifier(keys.tokenKey);
  return {
    room: recordRoom(book, view),
    watchers: [
      explainsRefusals({ view, verifyToken, answerKey: keys.answerKey, log }),
      recordsRequests({ book, view, verifyToken, log }),
    ],
  };
}
