import type { KeyUses } from "../../shared/partner/key-use.ts";
import type { Partner, PartnerDirectory } from "../../shared/partner/partner.ts";
import type { PaymentDeps } from "../../shared/payment/deps.ts";
import type { SnapAnswer } from "../../shared/protocol/snap/answer.ts";
import { authenticateTransaction, type SnapCaller } from "../../shared/protocol/snap/authenticate.ts";
import type { SnapCall } from "../../shared/protocol/snap/call.ts";
import { answerDoubt } from "../../shared/protocol/snap/doubt.ts";
import { answerFailure } from "../../shared/protocol/snap/failure.ts";
import { inWordsOf } from "../../shared/protocol/snap/in-words-of.ts";
import { snapFaults } from "../../shared/protocol/snap/judge-profile.ts";
import { FAULT_ROWS } from "../../shared/protocol/snap/outcome-table.ts";
import type { SnapTransaction } from "../../shared/protocol/snap/service.ts";
import { answerTokenCall } from "../../shared/protocol/snap/token-call.ts";
import type { TokenVerifier } from "../../shared/protocol/snap/token-verifier.ts";
import type { Keyring } from "../../shared/seal/keyring.ts";
import { beforeDeadline, type Deadline, DeadlinePassed } from "../deadline.ts";
import { faultFacts, type RequestLine } from "../request-log.ts";

/** One request with all it may use. `line` collects what the log will say. */
export interface SnapWork {
  readonly call: SnapCall;
  readonly deps: PaymentDeps & { readonly keys: Pick<Keyring, "tokenKey"> };
  readonly directory: () => Promise<PartnerDirectory>;
  readonly verifyToken: TokenVerifier;
  readonly uses: Pick<KeyUses, "note">;
  readonly line: Partial<RequestLine>;
}

/** The registry holds a profile with which no money may be moved. Our fault, so the caller gets 5xx: at BRI a 401 on a retry gives back money that we keep. */
export class ProfileFaulty extends Error {
  readonly code = "PROFILE_FAULTY";
}

export const machineNow = ({ deps }: SnapWork) => deps.clock.machineNow();

/** Answers a token call in the caller's words. */
export async function answerToken(work: SnapWork, deadline: Deadline): Promise<SnapAnswer> {
  const sight = await sightOf(work, deadline);
  const { answer, partner, credentialId } = await answerTokenCall(work.call, sight);
  noteCaller(work, partner, credentialId);
  return inWords(partner, answer);
}

/** Lets a known caller in and serves it, within the time and in the words of its profile. Whoever is not known gets the standard's. */
export async function letIn(
  service: SnapTransaction,
  { work, deadline }: { readonly work: SnapWork; readonly deadline: Deadline },
  serve: (caller: SnapCaller) => Promise<SnapAnswer>,
): Promise<SnapAnswer> {
  const authentication = await authenticateTransaction(service, work.call, await sightOf(work, deadline));
  if (authentication.kind === "failed") {
    noteCaller(work, authentication.partner);
    return inWords(authentication.partner, answerFailure(service, authentication.failure, machineNow(work)));
  }
  const { caller } = authentication;
  noteCaller(work, caller.partner, caller.credentialId);
  work.line.channel = caller.terms.channel;
  deadline.agree(caller.snap.answerWithinMs);
  try {
    refuseFaulty(caller);
    return inWords(caller.partner, await beforeDeadline(deadline, serve(caller)));
  } catch (error) {
    return inWords(
      caller.partner,
      answerDoubt(service, faultRow(work, error), caller.snap, machineNow(work)),
    );
  }
}

/** The row of a fault, which is written into the log line. */
export function faultRow({ line }: Pick<SnapWork, "line">, error: unknown) {
  line.fault = faultFacts(error);
  return FAULT_ROWS[error instanceof DeadlinePassed ? "deadline-passed" : "unexpected"];
}

const inWords = (partner: Partner | undefined, answer: SnapAnswer): SnapAnswer =>
  partner?.profile.snap ? inWordsOf(partner.profile.snap, answer) : answer;

function refuseFaulty({ partner, snap }: SnapCaller): void {
  const [first] = snapFaults(snap);
  if (first) throw new ProfileFaulty(`${partner.profile.partnerId}: ${first.at} ${first.fault}`);
}

async function sightOf(work: SnapWork, deadline: Deadline) {
  const directory = await beforeDeadline(deadline, work.directory());
  const { verifyToken, deps } = work;
  return { directory, verifyToken, tokenKey: deps.keys.tokenKey, machineNow: machineNow(work) };
}

/** Writes into the log line who called; with a key that fits, takes note of its use. */
function noteCaller({ line, uses }: SnapWork, partner: Partner | undefined, keyId?: string): void {
  if (!partner) return;
  line.partnerId = partner.profile.partnerId;
  if (keyId === undefined) return;
  line.keyId = keyId;
  uses.note(partner.profile.partnerId, keyId);
}
