import { SNAP_SERVICES, type SnapService } from "../../../shared/protocol/snap/service.ts";
import SNAP_EXAMPLES from "./examples/snap.json" with { type: "json" };
import { RETRY_AFTER } from "./h2h-headers.ts";
import { BY_API_GATEWAY, type Json, schemaRef } from "./json.ts";
import { codeResponse, outcomesOf, type SnapOutcome } from "./snap-codes.ts";
import { snapHeader, snapParameter } from "./snap-headers.ts";

type ExampleName = keyof typeof SNAP_EXAMPLES;

/** What a person needs to know of a service, and the schemas that it is made of. */
interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly request: { readonly schema: string; readonly example: ExampleName };
  readonly answer: { readonly schema: string; readonly examples: readonly ExampleName[] };
}

/** Every service of the running table has to be described here: the compiler and a test say so. */
export const SNAP_DESCRIBED: Readonly<Record<SnapService, Described>> = {
  token: {
    operationId: "snapToken",
    summary: "Get an access token (service 73)",
    description:
      "The signature covers client key and time, not the body. A token lives 15 minutes; a new one does not end an older one.",
    request: { schema: "SnapTokenRequest", example: "tokenRequest" },
    answer: { schema: "SnapToken", examples: ["token"] },
  },
  inquiry: {
    operationId: "snapInquiry",
    summary: "Ask the price of the next months (service 24)",
    description:
      "Prices the worker's next unpaid months and holds the price until midnight in Jakarta. Books nothing. The same `inquiryRequestId` and number again gets the same price, or 4092400 by profile.",
    request: { schema: "SnapInquiryRequest", example: "inquiryRequest" },
    answer: { schema: "SnapInquiry", examples: ["inquiry"] },
  },
  payment: {
    operationId: "snapPayment",
    summary: "Report that the money was taken (service 25)",
    description:
      'Books the money and the months in one step. `paymentRequestId` decides what a request is: a repeat of a booked payment gets the same body and flag 00 again, whatever its X-EXTERNAL-ID (by profile, the very same message sent again as new is 4042518 with the first flag, as BCA wants it). When no answer came, send the same payment with `flagAdvise: "Y"` or ask the status; never a new id.',
    request: { schema: "SnapPaymentRequest", example: "paymentRequest" },
    answer: { schema: "SnapPayment", examples: ["payment"] },
  },
  status: {
    operationId: "snapStatus",
    summary: "Ask what became of a payment (service 26)",
    description:
      "4042601 means never seen, which is not failed: send the same payment again as an advice. `additionalInfo` says how far the cover has come.",
    request: { schema: "SnapStatusRequest", example: "statusRequest" },
    answer: { schema: "SnapStatus", examples: ["status", "statusRefused", "statusList"] },
  },
};

/** The paths of SNAP, as tails behind the partner's own base path. */
export function snapPaths(servers: readonly Json[]): Readonly<Record<string, Json>> {
  const services = Object.keys(SNAP_SERVICES) as SnapService[];
  return Object.fromEntries(
    services.map((service) => [SNAP_SERVICES[service].tail, { servers, post: operationOf(service) }]),
  );
}

function operationOf(service: SnapService): Json {
  const { operationId, summary, description, request, answer } = SNAP_DESCRIBED[service];
  const isToken = service === "token";
  const examples = answer.examples.map((name) => [name, { value: SNAP_EXAMPLES[name] }]);
  const success = { schema: answer.schema, examples: Object.fromEntries(examples) };
  return {
    operationId,
    tags: ["SNAP BI"],
    summary,
    description,
    security: isToken
      ? [{ snapSignature: [] }]
      : [{ snapToken: [], snapSignature: [] }, { snapSignature: [] }],
    parameters: isToken
      ? [snapParameter("XTimestamp"), snapParameter("XClientKey"), snapParameter("XSignature")]
      : (["XTimestamp", "XSignature", "XPartnerId", "XExternalId", "ChannelId"] as const).map(snapParameter),
    requestBody: {
      required: true,
      content: {
        "application/json": { schema: schemaRef(request.schema), example: SNAP_EXAMPLES[request.example] },
      },
    },
    responses: responsesOf(service, success),
  };
}

function responsesOf(service: SnapService, success: { schema: string; examples: Json }): Json {
  const headers = {
    "X-TIMESTAMP": snapHeader("XTimestamp"),
    ...(service === "token" && { "X-CLIENT-KEY": snapHeader("XClientKey") }),
  };
  const byStatus = new Map<number, SnapOutcome[]>();
  for (const outcome of outcomesOf(service)) {
    byStatus.set(outcome.status, [...(byStatus.get(outcome.status) ?? []), outcome]);
  }
  const entries = [...byStatus].map(([status, own]): [string, Json] => [
    String(status),
    codeResponse(service, own, { ...headers, ...(status === 429 && RETRY_AFTER) }, success),
  ]);
  return { ...Object.fromEntries(entries), default: BY_API_GATEWAY };
}
