import type { OutcomeRow } from "../../../shared/protocol/snap/outcome-row.ts";
import { statusOf } from "../../../shared/protocol/snap/outcome-row.ts";
import * as table from "../../../shared/protocol/snap/outcome-table.ts";
import { inconsistentRow } from "../../../shared/protocol/snap/repeated-payment.ts";
import { SNAP_SERVICES, type SnapService } from "../../../shared/protocol/snap/service.ts";
import SNAP_EXAMPLES from "./examples/snap.json" with { type: "json" };
import { type Json, schemaRef } from "./json.ts";

type Rows = Readonly<Record<string, OutcomeRow>>;

/** An outcome of a service as SNAP answers it. */
export interface SnapOutcome {
  readonly name: string;
  readonly row: OutcomeRow;
  readonly status: number;
  readonly responseCode: string;
}

const OUTCOMES: Readonly<Record<SnapService, Rows>> = {
  token: table.TOKEN_ROWS,
  inquiry: { ...table.INQUIRY_ROWS, ...table.CODE_ROWS },
  // What BCA calls a double flagging, of a payment that is booked; nobody else gets it.
  payment: { ...table.PAYMENT_ROWS, "double-flagging": inconsistentRow({ state: "accepted" }) },
  status: table.STATUS_ROWS,
};

/** What is wrong with the address itself; no operation of the document can answer so. */
const OUTSIDE_SERVICES: readonly string[] = ["route-unknown", "method-not-allowed"];
/** Only who asks for a token can be told that he needs none. */
const OF_A_TOKEN_CALL: readonly string[] = ["token-not-used"];
/** A token call carries no token and no partner id. */
const OF_A_TRANSACTION: readonly string[] = [
  "partner-differs",
  "token-missing",
  "token-invalid",
  "token-expired",
];

/** The services that say who the customer is, with the schema of their refusals. */
const REFUSAL_SCHEMA: Partial<Record<SnapService, string>> = {
  inquiry: "SnapRefusedInquiry",
  payment: "SnapPayment",
};

/** Every outcome of a service, each name once: the service's own, then who is not let in, what is wrong with a request, our faults. */
export function outcomesOf(service: SnapService): readonly SnapOutcome[] {
  const without = [...OUTSIDE_SERVICES, ...(service === "token" ? OF_A_TRANSACTION : OF_A_TOKEN_CALL)];
  const rows: Rows = {
    ...table.FAULT_ROWS,
    ...table.REQUEST_ROWS,
    ...table.AUTHENTICATION_ROWS,
    ...OUTCOMES[service],
  };
  return Object.entries(rows)
    .filter(([name]) => !without.includes(name))
    .map(([name, row]) => ({
      name,
      row,
      status: statusOf(row),
      responseCode: row.code.replace("xx", SNAP_SERVICES[service].code),
    }));
}

/** The outcomes of one status, as a response of an operation. `schemas` are what a success of the service looks like. */
export function codeResponse(
  service: SnapService,
  outcomes: readonly SnapOutcome[],
  headers: Json,
  success: { readonly schema: string; readonly examples: Json },
): Json {
  const isSuccess = outcomes.some(({ status }) => status === 200);
  const schemas = isSuccess
    ? [success.schema]
    : [...new Set(outcomes.map((outcome) => schemaOf(service, outcome)))];
  const codes = [...new Set(outcomes.map(({ responseCode }) => responseCode))];
  const alternatives = [...schemas.map(schemaRef), ...(isInDoubt(service, outcomes) ? [SILENCE] : [])];
  return {
    description: outcomes.map((outcome) => lineOf(service, outcome)).join("  \n"),
    headers,
    content: {
      "application/json": {
        schema: {
          ...(alternatives.length === 1 ? alternatives[0] : { anyOf: alternatives }),
          properties: { responseCode: { enum: codes } },
        },
        examples: isSuccess
          ? success.examples
          : Object.fromEntries(outcomes.map((outcome) => [outcome.name, exampleOf(service, outcome)])),
      },
    },
  };
}

/** What a bank of BCA's kind gets while it is not known what becomes of the money: to it only an answer without a code, flag or bill is a timeout. */
const SILENCE: Json = { type: "object", maxProperties: 0, description: "By profile: an empty object." };

const isInDoubt = (service: SnapService, outcomes: readonly SnapOutcome[]): boolean =>
  service === "payment" && outcomes.some(({ status }) => status === 504);

function lineOf(service: SnapService, { name, row, responseCode }: SnapOutcome): string {
  const flag = row.flag === null || REFUSAL_SCHEMA[service] === undefined ? "" : ` flag ${row.flag}`;
  return `\`${responseCode}\`${flag} \`${name}\`: ${row.reason.english} / ${row.reason.indonesia}`;
}

/** Customer data stands on no 401 and no 5xx: rows without a flag are a code and its words. */
function schemaOf(service: SnapService, { row }: SnapOutcome): string {
  return (row.flag !== null && REFUSAL_SCHEMA[service]) || "SnapRefusal";
}

const FIELD: Readonly<Record<string, string>> = {
  "field-missing": "customerNo",
  "field-malformed": "customerNo",
};

function exampleOf(service: SnapService, outcome: SnapOutcome): Json {
  const { name, row, responseCode } = outcome;
  const field = service === "token" ? "X-TIMESTAMP" : FIELD[name];
  const detail = FIELD[name] === undefined ? "" : ` {${field}}`;
  const value = { responseCode, responseMessage: row.message + detail };
  const schema = schemaOf(service, outcome);
  if (schema === "SnapRefusal") return { summary: row.reason.english, value };
  const { partnerServiceId, customerNo, virtualAccountNo } = SNAP_EXAMPLES.inquiryRequest;
  const numbers = { partnerServiceId, customerNo, virtualAccountNo, virtualAccountName: "" };
  const virtualAccountData =
    schema === "SnapRefusedInquiry"
      ? {
          inquiryStatus: row.flag,
          inquiryReason: row.reason,
          ...numbers,
          inquiryRequestId: SNAP_EXAMPLES.inquiryRequest.inquiryRequestId,
          totalAmount: { value: "0.00", currency: "IDR" },
        }
      : {
          paymentFlagStatus: row.flag,
          paymentFlagReason: row.reason,
          ...numbers,
          paymentRequestId: SNAP_EXAMPLES.paymentRequest.paymentRequestId,
        };
  return { summary: row.reason.english, value: { ...value, virtualAccountData } };
}
