import { H2H_SERVICES, type H2hService } from "../../../shared/protocol/h2h/service.ts";
import H2H_EXAMPLES from "./examples/h2h.json" with { type: "json" };
import { headersOfStatus, parameter, REPEATED, SIGNED } from "./h2h-headers.ts";
import { type Problem, problemResponse, problemsOf, successesOf } from "./h2h-problems.ts";
import { BY_API_GATEWAY, type Json, schemaRef } from "./json.ts";

interface Body {
  readonly schema: string;
  readonly examples: readonly (keyof typeof H2H_EXAMPLES)[];
}

/** What a person needs to know of a call, and the schemas that it is made of. */
interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly request?: { readonly schema: string; readonly example: keyof typeof H2H_EXAMPLES };
  readonly answer: Body;
  /** What 202 says, where a service may take its time. */
  readonly pending?: Body;
  readonly isRepeatable: boolean;
}

/** Every service of the running table has to be described here: the compiler and a test say so. */
export const H2H_DESCRIBED: Readonly<Record<H2hService, Described>> = {
  inquiry: {
    operationId: "inquire",
    summary: "Ask the price of the next months",
    description:
      "Prices the worker's next unpaid months, each at the price of its own month, and holds the price until midnight in Jakarta. Books nothing. Show the masked name and let the worker confirm it.",
    request: { schema: "H2hInquiryRequest", example: "inquiryRequest" },
    answer: { schema: "H2hQuote", examples: ["quote"] },
    isRepeatable: false,
  },
  payment: {
    operationId: "pay",
    summary: "Report that the money was taken",
    description:
      "Books the money and the months in one step. The reference decides what a request is: the same reference, inquiry and amount is a repeat and gets the same body again; anything else under it is 409 `reference-reused`. When no answer came, ask the status or send the same payment with `advice: true`; never a new reference.",
    request: { schema: "H2hPaymentRequest", example: "paymentRequest" },
    answer: { schema: "H2hPayment", examples: ["payment"] },
    isRepeatable: true,
  },
  status: {
    operationId: "askStatus",
    summary: "Ask what became of a payment",
    description:
      "404 `payment-not-seen` is not a failure: send the same payment again as an advice. The receipt is in the answer, to print it again.",
    answer: { schema: "H2hPaymentStatus", examples: ["statusActive", "statusRefused", "statusReversed"] },
    isRepeatable: false,
  },
  reversal: {
    operationId: "reverse",
    summary: "Report that the money was given back",
    description:
      "For the full amount, on the same business day (WIB). It may come before its payment, which is then refused. 409 `reversal-needs-review` means that people decide.",
    request: { schema: "H2hReversalRequest", example: "reversalRequest" },
    answer: { schema: "H2hReversal", examples: ["reversal", "reversalBeforePayment"] },
    isRepeatable: true,
  },
  lookup: {
    operationId: "lookUpMember",
    summary: "Look a member up",
    description: "Masked identity, programmes and coverage. Banks that speak SNAP use it with an H2H key.",
    request: { schema: "H2hLookupRequest", example: "lookupRequest" },
    answer: { schema: "MemberLookup", examples: ["lookup"] },
    isRepeatable: false,
  },
  registration: {
    operationId: "register",
    summary: "Register a worker",
    description:
      "Only for partners and places that may. 201 is a new member, 200 one that was known already, 202 one that is still being decided: send the same form again. No money is taken here; the answer has a code to pay with.",
    request: { schema: "H2hRegistrationRequest", example: "registrationRequest" },
    answer: { schema: "Registration", examples: ["registration"] },
    pending: { schema: "PendingRegistration", examples: ["pendingRegistration"] },
    isRepeatable: false,
  },
  "billing-code": {
    operationId: "issueBillingCode",
    summary: "Get a number to pay with",
    description:
      "Thirteen digits that stand for a worker and so many months, for places that cannot type a NIK. Good for a day.",
    request: { schema: "H2hBillingCodeRequest", example: "billingCodeRequest" },
    answer: { schema: "BillingCode", examples: ["billingCode"] },
    isRepeatable: false,
  },
};

/** The paths of H2H. A path parameter of the router, `:reference`, is written as the document wants it. */
export function h2hPaths(): Readonly<Record<string, Json>> {
  const paths: Record<string, Json> = {};
  for (const service of Object.keys(H2H_SERVICES) as H2hService[]) {
    const { method, path } = H2H_SERVICES[service];
    const key = path.replace(":reference", "{paymentReference}");
    paths[key] = { ...paths[key], [method.toLowerCase()]: operationOf(service) };
  }
  return paths;
}

function operationOf(service: H2hService): Json {
  const described = H2H_DESCRIBED[service];
  const { operationId, summary, description, request } = described;
  return {
    operationId,
    tags: ["H2H"],
    summary,
    description,
    security: [{ httpMessageSignature: [] }],
    parameters: [
      ...(H2H_SERVICES[service].path.includes(":reference") ? [parameter("PaymentReference")] : []),
      parameter("SignatureInput"),
      parameter("Signature"),
      ...(request ? [parameter("ContentDigest")] : []),
      ...(service === "payment" ? [parameter("IdempotencyKey")] : []),
    ],
    ...(request && {
      requestBody: {
        required: true,
        content: {
          "application/json": { schema: schemaRef(request.schema), example: H2H_EXAMPLES[request.example] },
        },
      },
    }),
    responses: { ...successes(service, described), ...problems(service), default: BY_API_GATEWAY },
  };
}

function successes(service: H2hService, { answer, pending, isRepeatable }: Described): Json {
  const entries = successesOf(service).map(({ status, reason, cashier }): [string, Json] => {
    const { schema, examples } = status === 202 && pending ? pending : answer;
    const values = examples.map((name) => [name, { value: H2H_EXAMPLES[name] }]);
    const response = {
      description: `${reason.english} / ${reason.indonesia}. Cashier: ${cashier.english} / ${cashier.indonesia}`,
      headers: isRepeatable && status === 200 ? { ...SIGNED, ...REPEATED } : SIGNED,
      content: { "application/json": { schema: schemaRef(schema), examples: Object.fromEntries(values) } },
    };
    return [String(status), response];
  });
  return Object.fromEntries(entries);
}

function problems(service: H2hService): Json {
  const byStatus = new Map<number, Problem[]>();
  for (const problem of problemsOf(service)) {
    byStatus.set(problem.status, [...(byStatus.get(problem.status) ?? []), problem]);
  }
  const { isRepeatable } = H2H_DESCRIBED[service];
  const entries = [...byStatus].map(([status, own]): [string, Json] => {
    const isFinal = isRepeatable && status >= 409 && status <= 422;
    const headers = { ...headersOfStatus(status), ...(isFinal && REPEATED) };
    return [String(status), problemResponse(status, own, headers)];
  });
  return Object.fromEntries(entries);
}
