import type { APIGatewayProxyEvent } from "aws-lambda";
import type { PaymentKey } from "../../../../shared/coverage/coverage.ts";
import type { PartnerDirectory } from "../../../../shared/partner/partner.ts";
import { type Archive, type ArchivedSession, recordOf } from "./archive.ts";
import { messageFrom } from "./caller.ts";
import { caseResults } from "./case-result.ts";
import { signCertificate, whyNone } from "./certificate.ts";
import type { CertificateKey } from "./certificate-key.ts";
import { keptId } from "./mark.ts";
import { type NoSession, newSession, type Wish } from "./new-session.ts";
import type { SentMessage } from "./seen-call.ts";
import { advance, currentRun, type ScenarioRun, type Session } from "./session.ts";
import type { SessionTime } from "./session-time.ts";
import { type Progress, progressOf } from "./tell-progress.ts";
import type { Workers } from "./workers.ts";

/** What the desk works with. */
export interface DeskTools {
  readonly directory: () => Promise<PartnerDirectory>;
  readonly workers: Workers;
  readonly archive: Archive;
  readonly key: () => Promise<CertificateKey>;
  readonly time: SessionTime;
}

export type Opening =
  | { readonly kind: "open"; readonly progress: Progress }
  | { readonly kind: "refused"; readonly because: NoSession };

/** A message and the running session that it belongs to. */
export interface FoundMessage {
  readonly session: Session;
  readonly message: SentMessage;
}

/** The conformance sessions of a sandbox. */
export class SessionDesk {
  readonly #tools: DeskTools;
  readonly #sessions = new Map<string, Session>();
  /** Sessions that have ended, while and after they are written down. */
  readonly #kept = new WeakMap<Session, Promise<void>>();

  constructor(tools: DeskTools) {
    this.#tools = tools;
  }

  async open(wish: Wish): Promise<Opening> {
    const session = newSession(await this.#tools.directory(), wish, this.#tools.time.now());
    if (typeof session === "string") return { kind: "refused", because: session };
    const before = this.#running().find(({ partnerId }) => partnerId === wish.partnerId);
    if (before && !wish.replace) return { kind: "refused", because: "partner-busy" };
    if (before) await this.end(before.id);
    this.#sessions.set(session.id, session);
    await this.advance(session);
    if (session.runs.length === 0) {
      this.#sessions.delete(session.id);
      return { kind: "refused", because: "no-worker" };
    }
    return { kind: "open", progress: this.#tell(session) };
  }

  async progress(id: string): Promise<Progress | undefined> {
    const session = this.#sessions.get(id);
    if (session) await this.advance(session);
    return session && this.#tell(session);
  }

  /** Goes on to the next scenario. */
  async skip(id: string): Promise<Progress | undefined> {
    const session = this.#sessions.get(id);
    const run = session && currentRun(session);
    if (run) run.ending = "skipped";
    return this.progress(id);
  }

  async end(id: string): Promise<Progress | undefined> {
    const session = this.#sessions.get(id);
    if (session?.state === "running") {
      Object.assign(session, { state: "abandoned", endedAt: this.#tools.time.now() });
    }
    if (session) await this.advance(session);
    return session && this.#tell(session);
  }

  archived(id: string): ArchivedSession | undefined {
    return this.#tools.archive.find(id);
  }

  /** Finds the session whose partner sends this. */
  async sessionOf(event: APIGatewayProxyEvent): Promise<FoundMessage | undefined> {
    if (this.#running().length === 0) return undefined;
    const directory = await this.#tools.directory();
    for (const session of this.#running()) {
      const message = messageFrom(event, session, directory);
      if (message) return { session, message };
    }
    return undefined;
  }

  /** Ends what is over by now, and keeps a session that has ended. */
  async advance(session: Session): Promise<void> {
    advance(session, (one) => this.#lend(one), this.#tools.time.now());
    if (session.state === "running") return;
    const keeping = this.#kept.get(session) ?? this.#keep(session);
    this.#kept.set(session, keeping);
    await keeping;
  }

  changeWorker(session: Session, run: ScenarioRun): void {
    run.nik = this.#lend(session) ?? run.nik;
    run.customers.add(session.mark(run.nik));
  }

  /** Whether a scenario that is being played wants the core unreachable for this payment. */
  isCutOff(paymentKey: PaymentKey): boolean {
    return this.#running().some((session) => cutsOff(session, paymentKey));
  }

  #running(): readonly Session[] {
    return [...this.#sessions.values()].filter(({ state }) => state === "running");
  }

  #lend(session: Session): string | undefined {
    return this.#tools.workers.lend(
      session,
      this.#running().filter((other) => other !== session),
    );
  }

  #tell(session: Session): Progress {
    const results = caseResults(session, this.#tools.time.now());
    return progressOf(session, results, whyNone(session, results));
  }

  async #keep(session: Session): Promise<void> {
    const { archive, key, time } = this.#tools;
    const results = caseResults(session, time.now());
    const record = recordOf(session, results);
    const because = whyNone(session, results);
    const certificate =
      because === undefined ? await signCertificate(session, results, record, await key()) : undefined;
    archive.keep(session.id, { record, certificate, because });
  }
}

/** Only the session's own payments: everybody else's core stays up. */
function cutsOff(session: Session, paymentKey: PaymentKey): boolean {
  const run = currentRun(session);
  if (!run?.scenario.coreIsDown) return false;
  const [partnerId, reference = ""] = paymentKey.split("#");
  const plain = reference.replaceAll("%23", "#").replaceAll("%25", "%");
  return partnerId === session.partnerId && run.references.has(keptId(plain, session.mark));
}
