import type { APIGatewayProxyEvent } from "aws-lambda";
import { textOfRequest } from "./event-text.ts";
import { keptId } from "./mark.ts";
import type { ReadAnswer, SeenCall, SentMessage } from "./seen-call.ts";
import { currentRun, type ScenarioRun, type Session } from "./session.ts";

/** A NIK alone, or with two digits of months behind it. */
const NIK_FIRST = /^(\d{16})(\d{2})?$/;

/** A message as it entered a session. */
export interface TakenIn {
  readonly number: number;
  /** The scenario that it belongs to, and whether that is the current one. */
  readonly run: ScenarioRun | undefined;
  readonly isCurrent: boolean;
}

/** Takes a message into the session's record, with marks for what may not be kept, and finds the scenario that it belongs to. */
export function takeInCall(
  session: Session,
  event: APIGatewayProxyEvent,
  message: SentMessage,
  now: number,
): TakenIn {
  const { customerNumber, token, reference, inquiryId, messageId, ...kept } = message;
  const number = session.calls.length + 1;
  const worker = NIK_FIRST.exec(customerNumber ?? "")?.[1] ?? customerNumber;
  const ids = [reference, inquiryId, messageId].map((id) =>
    id === undefined ? undefined : keptId(id, session.mark),
  );
  const call: SeenCall = {
    ...kept,
    ...{ reference: ids[0], inquiryId: ids[1], messageId: ids[2] },
    number,
    method: event.httpMethod,
    path: keptId(event.path, session.mark),
    arrivedAt: now,
    receivedAt: event.requestContext.requestTimeEpoch,
    answeredAt: undefined,
    customer: worker === undefined ? undefined : session.mark(worker),
    tokenMark: token === undefined ? undefined : session.mark(token),
    bodyMark: session.mark(textOfRequest(event)),
    ...{ answer: undefined, fate: "pending", toldStatus: undefined, retryAfterSeconds: undefined },
    isAccident: false,
  };
  session.calls.push(call);
  const current = currentRun(session);
  current?.all.push(number);
  const run = ownerOf(session, current, call, worker);
  run?.own.push(number);
  if (run) remember(run, call);
  return { number, run, isCurrent: run !== undefined && run === current };
}

/** A late message of an earlier scenario belongs to that one: a payment that comes a minute after its scenario still counts against it. */
function ownerOf(
  { runs }: Session,
  current: ScenarioRun | undefined,
  { customer, inquiryId, reference, service }: SeenCall,
  worker: string | undefined,
): ScenarioRun | undefined {
  const owner = runs.findLast(
    ({ customers, inquiryIds, references }) =>
      (customer !== undefined && customers.has(customer)) ||
      (inquiryId !== undefined && inquiryIds.has(inquiryId)) ||
      (reference !== undefined && references.has(reference)),
  );
  if (owner) return owner;
  // A bank with short numbers types a billing code; whose it is only the gateway knows, so the first one is taken for the worker's.
  const isCode = worker !== undefined && worker.length < 16 && current?.own.length === 0;
  if (service === "inquiry" && isCode && customer !== undefined) {
    current?.customers.add(customer);
    return current;
  }
  // A payment or a question under a new reference is about nobody else's worker.
  const isAboutNobody =
    customer === undefined && (service === "payment" || service === "status" || service === "reversal");
  return isAboutNobody ? current : undefined;
}

function remember(
  { references, inquiryIds }: ScenarioRun,
  { service, reference, inquiryId }: SeenCall,
): void {
  if (reference !== undefined) references.add(reference);
  if (service === "inquiry" && inquiryId !== undefined) inquiryIds.add(inquiryId);
}

/** Enters what became of a message. */
export function enterAnswer(
  session: Session,
  { number, run }: Pick<TakenIn, "number" | "run">,
  what: Partial<SeenCall> & { readonly answer?: ReadAnswer | undefined },
): void {
  const call = session.calls[number - 1];
  if (!call) return;
  const { answer = call.answer } = what;
  const inquiryId = answer?.inquiryId === undefined ? undefined : keptId(answer.inquiryId, session.mark);
  session.calls[number - 1] = { ...call, ...what, answer: answer && { ...answer, inquiryId } };
  if (inquiryId !== undefined) run?.inquiryIds.add(inquiryId);
}
