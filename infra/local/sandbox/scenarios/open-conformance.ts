import { type Instant, instant } from "../../../../shared/calendar/calendar.ts";
import { type Core, CoreUnavailable } from "../../../../shared/core/core.ts";
import type { Ledger } from "../../../../shared/ledger/ledger.ts";
import { cachedDirectory } from "../../../../shared/partner/cached-directory.ts";
import { PartnerId } from "../../../../shared/partner/partner.ts";
import { readDirectory } from "../../../../shared/partner/partner-store.ts";
import type { Keyring } from "../../../../shared/seal/keyring.ts";
import type { LocalKms } from "../../aws/kms.ts";
import type { DurableStore } from "../../durable-store.ts";
import type { DoorWatcher } from "../../exchange.ts";
import type { SandboxRoom } from "../../front.ts";
import { ageQuote } from "./age-quote.ts";
import { openArchive } from "./archive.ts";
import { type CertificateKey, certificateKey } from "./certificate-key.ts";
import { conformanceDoor } from "./door.ts";
import { type Backstage, payElsewhere } from "./pay-elsewhere.ts";
import { conformanceRoom } from "./room.ts";
import { SessionDesk } from "./session-desk.ts";
import type { SessionTime } from "./session-time.ts";
import { sampleWorkersOf } from "./workers.ts";

/** What the conformance kit's partner mode needs of the local gateway. */
export interface ConformanceGround {
  readonly store: DurableStore;
  readonly kms: LocalKms;
  readonly ledger: Ledger;
  readonly keys: Pick<Keyring, "dataKey">;
  readonly sandboxFile: string;
  readonly backstage: Backstage;
  readonly time: SessionTime;
}

/** Partner mode as it stands in the sandbox: a room, a watcher at the door, and a hand on the core's switch for single payments. */
export interface Conformance {
  readonly room: SandboxRoom;
  readonly watcher: DoorWatcher;
  /** The core, unreachable for payments of scenarios that want it so. */
  coreOf(core: Core): Core;
}

export function openConformance(ground: ConformanceGround): Conformance {
  const { store, kms, ledger, keys, sandboxFile, backstage, time } = ground;
  const machineNow = (): Instant => instant(Date.now());
  let opened: Promise<CertificateKey> | undefined;
  const key = () => {
    opened ??= certificateKey(store, kms);
    return opened;
  };
  const workers = sampleWorkersOf(sandboxFile, store);
  const directory = cachedDirectory(() => readDirectory(ledger, keys, "sandbox"), machineNow);
  const desk = new SessionDesk({ directory, workers, archive: openArchive(store), key, time });
  const watcher = conformanceDoor({
    // Trouble with the kit is no reason to serve nobody.
    sessionOf: (event) => desk.sessionOf(event).catch(() => undefined),
    advance: (session) => desk.advance(session),
    changeWorker: (session, run) => desk.changeWorker(session, run),
    payElsewhere: ({ partnerId }, { nik, scenario: { months } }) =>
      payElsewhere(backstage, sandboxFile, { exceptPartnerId: partnerId, nik, months }).catch(() => false),
    ageQuote: ({ partnerId }, inquiryId) => ageQuote(ledger, PartnerId.parse(partnerId), inquiryId),
    time,
  });
  return {
    room: conformanceRoom(desk, key),
    watcher,
    coreOf: (core) => ({
      async activate(order) {
        if (desk.isCutOff(order.paymentKey)) {
          throw new CoreUnavailable("the scenario's core is down");
        }
        return core.activate(order);
      },
      revoke: (order) => core.revoke(order),
    }),
  };
}
