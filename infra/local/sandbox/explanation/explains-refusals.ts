import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { receivedCall } from "../../../../functions/received-call.ts";
import { type Instant, instant } from "../../../../shared/calendar/calendar.ts";
import {
  AUTHENTICATION_ROWS,
  type AuthenticationFailure,
} from "../../../../shared/protocol/h2h/refusal-table.ts";
import { h2hPath } from "../../../../shared/protocol/h2h/service.ts";
import { signedAnswer } from "../../../../shared/protocol/h2h/signed-answer.ts";
import { fieldsOf } from "../../../../shared/protocol/snap/echoed-numbers.ts";
import { SNAP_SERVICES } from "../../../../shared/protocol/snap/service.ts";
import type { TokenVerifier } from "../../../../shared/protocol/snap/token-verifier.ts";
import type { Keyring } from "../../../../shared/seal/keyring.ts";
import type { DoorWatcher } from "../../exchange.ts";
import { explainH2h } from "./h2h/explain-h2h.ts";
import type { RegistryView } from "./registry-view.ts";
import { explainTokenCall } from "./snap/explain-token-call.ts";
import { explainTransaction } from "./snap/explain-transaction.ts";

/** What the watcher needs: the registry, and the keys to read tokens and to sign an answer anew. */
export interface ExplanationGround {
  readonly view: () => Promise<RegistryView>;
  readonly verifyToken: TokenVerifier;
  readonly answerKey: Keyring["answerKey"];
  readonly log: (line: string) => void;
}

/**
 * Adds to each 401 of the partner API why it was one: SNAP in `additionalInfo.explanation`, H2H in the problem's member `explanation`, signed anew. It
 * stands at the sandbox's door; the functions know nothing of it, and their own answer is the bare code.
 */
export function explainsRefusals(ground: ExplanationGround): DoorWatcher {
  return {
    async after({ event, result, endedAt }) {
      if (result.statusCode !== 401) return undefined;
      try {
        return await explained(event, result, instant(endedAt), ground);
      } catch (error) {
        // A refusal that cannot be explained is still the right answer.
        ground.log(`A refusal could not be explained: ${error instanceof Error ? error.name : "unknown"}`);
        return undefined;
      }
    },
  };
}

async function explained(
  event: APIGatewayProxyEvent,
  result: APIGatewayProxyResult,
  machineNow: Instant,
  { view, verifyToken, answerKey }: ExplanationGround,
): Promise<APIGatewayProxyResult | undefined> {
  const { call } = receivedCall(event);
  const body = fieldsOf(JSON.parse(result.body));
  if (h2hPath(call.path) === undefined) {
    const sight = { view: await view(), verifyToken, machineNow };
    const isToken = String(body.responseCode).slice(3, 5) === SNAP_SERVICES.token.code;
    const explanation = isToken ? explainTokenCall(call, sight) : await explainTransaction(call, sight);
    if (!explanation) return undefined;
    const additionalInfo = { ...fieldsOf(body.additionalInfo), explanation };
    return { ...result, body: JSON.stringify({ ...body, additionalInfo }) };
  }
  const verdict = String(body.type).split("/").at(-1) ?? "";
  if (!isVerdict(verdict)) return undefined;
  const [field] = Array.isArray(body.fields) ? body.fields.map(String) : [];
  const explanation = explainH2h(call, { view: await view(), machineNow, verdict, field });
  const answer = {
    status: result.statusCode,
    headers: unsigned(result.headers ?? {}),
    body: { ...body, explanation },
    name: verdict,
  };
  const { headers, text } = signedAnswer(answer, call, answerKey, machineNow);
  return { ...result, headers: { ...headers }, body: text };
}

const isVerdict = (name: string): name is AuthenticationFailure => Object.hasOwn(AUTHENTICATION_ROWS, name);

/** The function's headers without those that its signature put there. */
function unsigned(headers: NonNullable<APIGatewayProxyResult["headers"]>): Record<string, string> {
  const signed = new Set(["signature", "signature-input", "content-digest", "cache-control"]);
  const kept = Object.entries(headers).filter(([name]) => !signed.has(name.toLowerCase()));
  return Object.fromEntries(kept.map(([name, value]) => [name.toLowerCase(), String(value)]));
}
