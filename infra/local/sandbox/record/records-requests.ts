import type { APIGatewayProxyResult } from "aws-lambda";
import { receivedCall } from "../../../../functions/received-call.ts";
import { instant } from "../../../../shared/calendar/calendar.ts";
import { authenticate } from "../../../../shared/protocol/h2h/authenticate.ts";
import type { H2hCall } from "../../../../shared/protocol/h2h/call.ts";
import {
  H2H_SERVICES,
  type H2hService,
  h2hPath,
  referenceInPath,
} from "../../../../shared/protocol/h2h/service.ts";
import { authenticateTransaction } from "../../../../shared/protocol/snap/authenticate.ts";
import type { SnapCall } from "../../../../shared/protocol/snap/call.ts";
import { fieldsOf } from "../../../../shared/protocol/snap/echoed-numbers.ts";
import { SNAP_SERVICES, type SnapService } from "../../../../shared/protocol/snap/service.ts";
import { bodyHash } from "../../../../shared/protocol/snap/string-to-sign.ts";
import type { TokenVerifier } from "../../../../shared/protocol/snap/token-verifier.ts";
import type { DoorWatcher, Exchange } from "../../exchange.ts";
import type { RegistryView } from "../explanation/registry-view.ts";
import { callerNamed } from "./caller-named.ts";
import { outcomeWords } from "./outcome-words.ts";
import type { PartnerRequest } from "./partner-request.ts";
import type { RequestBook } from "./request-book.ts";
import { printable, shownId, withoutNumbers } from "./shown-id.ts";

/** What the watcher needs. */
export interface RecordGround {
  readonly book: RequestBook;
  readonly view: () => Promise<RegistryView>;
  readonly verifyToken: TokenVerifier;
  readonly log: (line: string) => void;
}

type Fields = Readonly<Record<string, unknown>>;

/** Refusals that only a genuine signature gets. */
const STALE = new Set(["timestamp-outside-window", "token-expired", "signature-stale"]);

/** Writes down every exchange of the partner API, as the partner itself may see it. It changes no answer. */
export function recordsRequests(ground: RecordGround): DoorWatcher {
  return {
    async after(exchange) {
      const { call } = receivedCall(exchange.event);
      // A browser that looks for an icon is no bank: banks post.
      const isPartners = h2hPath(call.path) !== undefined || call.method === "POST";
      try {
        if (isPartners) ground.book.add(await written(exchange, call, ground));
      } catch (error) {
        // What the gateway answered counts, whether or not it could be written down.
        ground.log(`A request was not written down: ${error instanceof Error ? error.name : "unknown"}`);
      }
      return undefined;
    },
  };
}

async function written(
  exchange: Exchange,
  call: SnapCall & H2hCall,
  { view: look, verifyToken }: RecordGround,
): Promise<Omit<PartnerRequest, "attempt">> {
  const { result, startedAt, endedAt } = exchange;
  const view = await look();
  const answer = fieldsOf(parsed(result.body));
  const isH2h = h2hPath(call.path) !== undefined;
  const service = isH2h ? h2hServiceOf(call) : snapServiceOf(answer);
  const asked = fieldsOf(parsed(Buffer.from(call.body).toString("utf8")));
  const reference = isH2h ? h2hReference(service, call, asked, answer) : snapReference(service, asked);
  const externalId = call.headers.get("x-external-id") ?? call.headers.get("idempotency-key");
  const explanation = explanationIn(answer);
  const shown = showing(service, result.statusCode, isH2h);
  return {
    at: startedAt,
    partnerId: callerNamed(call, view),
    isVerified:
      STALE.has(explanation?.verdict ?? "") ||
      (await isVerified(result.statusCode, service, call, { view, verifyToken, endedAt, isH2h })),
    ...{ service: service ?? "unknown", asked: shownId(`${call.method} ${call.path}`) },
    ...(reference && { reference: shown.reference(reference) }),
    ...(externalId && { externalId: shown.externalId(externalId) }),
    code: isH2h ? problemName(answer, result.statusCode) : String(answer.responseCode ?? result.statusCode),
    status: result.statusCode,
    outcome: outcomeWords(service ?? "unknown", result.statusCode, answer),
    durationMs: endedAt - startedAt,
    bodySha256: bodyHash(call.body),
    isRepeat: headerOf(result, "kanal-replayed") === "true",
    ...(explanation && { explanation }),
  };
}

/**
 * How ids may be shown. Those that the gateway compared with the worker's own number before it took the request are shown whole, because banks number with 20
 * digits and more, in which a NIK often seems to stand by chance.
 */
function showing(service: string | undefined, status: number, isH2h: boolean) {
  const isTaken = status < 300;
  const isCompared = isTaken && (service === "inquiry" || service === "payment");
  return {
    reference: isCompared ? printable : shownId,
    externalId: isTaken && service === "inquiry" && !isH2h ? printable : shownId,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The gateway's own code tells which service it took the call for. */
function snapServiceOf({ responseCode }: Fields): SnapService | undefined {
  const digits = String(responseCode ?? "").slice(3, 5);
  return (Object.keys(SNAP_SERVICES) as SnapService[]).find((name) => SNAP_SERVICES[name].code === digits);
}

function h2hServiceOf({ method, path }: H2hCall): H2hService | undefined {
  const segments = (h2hPath(path) ?? "").split("/");
  return (Object.keys(H2H_SERVICES) as H2hService[]).find((name) => {
    const service = H2H_SERVICES[name];
    const pattern = service.path.split("/");
    const fits = pattern.every((part, at) => part.startsWith(":") || part === segments[at]);
    return service.method === method && pattern.length === segments.length && fits;
  });
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

function snapReference(service: string | undefined, asked: Fields): string | undefined {
  return service === "inquiry"
    ? text(asked.inquiryRequestId)
    : (text(asked.paymentRequestId) ?? text(asked.inquiryRequestId));
}

function h2hReference(
  service: string | undefined,
  { path }: H2hCall,
  asked: Fields,
  answer: Fields,
): string | undefined {
  if (service === "status" || service === "reversal") return referenceInPath(path);
  return service === "inquiry" ? text(answer.inquiryId) : text(asked.paymentReference);
}

const problemName = ({ type }: Fields, status: number): string =>
  typeof type === "string" ? (type.split("/").at(-1) ?? type) : status < 300 ? "ok" : String(status);

const headerOf = ({ headers = {} }: APIGatewayProxyResult, name: string) =>
  Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];

/** What the watcher before this one put into the answer, without a number in which a NIK could stand. */
function explanationIn({ explanation, additionalInfo }: Fields): PartnerRequest["explanation"] {
  const found = fieldsOf(explanation ?? fieldsOf(additionalInfo).explanation);
  if (typeof found.verdict !== "string") return undefined;
  const shown: PartnerRequest["explanation"] = JSON.parse(withoutNumbers(JSON.stringify(found)));
  return shown;
}

/** A 2xx is only given to a genuine signature, a 401 to one only when it is stale; for the rest the gateway's own check is asked again. */
async function isVerified(
  status: number,
  service: string | undefined,
  call: SnapCall & H2hCall,
  sight: {
    readonly view: RegistryView;
    readonly verifyToken: TokenVerifier;
    readonly endedAt: number;
    readonly isH2h: boolean;
  },
): Promise<boolean> {
  if (status < 300) return true;
  if (status === 401 || service === undefined || service === "token") return false;
  const { directory } = sight.view;
  const machineNow = instant(sight.endedAt);
  if (sight.isH2h) {
    return authenticate(service as H2hService, call, { directory, machineNow }).kind === "authenticated";
  }
  const { verifyToken } = sight;
  const found = await authenticateTransaction(service as Exclude<SnapService, "token">, call, {
    ...{ directory, verifyToken, machineNow },
  });
  return found.kind === "authenticated";
}
