import * as z from "zod/mini";
import { formatInstant, parseInstant } from "../../../../shared/calendar/calendar.ts";
import { PartnerId } from "../../../../shared/partner/partner.ts";
import { paymentKeyOf } from "../../../../shared/payment/payment-key.ts";
import { findPayments, type PaymentQuery } from "../../../../shared/timeline/find-payments.ts";
import { paymentTimeline } from "../../../../shared/timeline/payment-timeline.ts";
import { type ApiAnswer, type ApiCall, type ApiRoute, ok, problem } from "../../api-route.ts";

/** Payments for programs. A NIK is looked for by POST alone: addresses are written into logs on their way. */
export const PAYMENTS_API: readonly ApiRoute[] = [
  { method: "GET", path: "/payments", act: "look", serve: searchedByAddress },
  { method: "POST", path: "/payments/search", act: "look", serve: searchedByBody },
  { method: "GET", path: "/payments/:partnerId/:reference", act: "look", serve: shown },
];

const text = z.string().check(z.minLength(1), z.maxLength(128));
const Query = z.union([
  z.strictObject({ partnerId: text, reference: text }),
  z.strictObject({ gatewayReference: text }),
  z.strictObject({ billingCode: text }),
  z.strictObject({ nik: text }),
  z.strictObject({
    outlet: z._default(z.string(), ""),
    amountRupiah: z.coerce.number(),
    minute: text,
    lastDigits: text,
    partnerId: z.optional(text),
  }),
]);

function searchedByAddress(call: ApiCall): Promise<ApiAnswer> {
  const asked = Object.fromEntries(call.query);
  return "nik" in asked
    ? Promise.resolve(problem(400, "A NIK is looked for by POST /ops/api/payments/search"))
    : searched(call, asked);
}

function searchedByBody(call: ApiCall): Promise<ApiAnswer> {
  return searched(call, call.body);
}

async function searched({ deps, actor }: ApiCall, asked: unknown): Promise<ApiAnswer> {
  const query = queryIn(asked);
  if (!query) {
    return problem(
      400,
      "Look by partnerId and reference, gatewayReference, billingCode, nik, or the four facts",
    );
  }
  const { rows, isCapped } = await findPayments(deps, actor, query);
  return ok({
    payments: rows.map((row) => ({ ...row, receivedAt: formatInstant(row.receivedAt, "milliseconds") })),
    isCapped,
  });
}

function queryIn(asked: unknown): PaymentQuery | undefined {
  const read = z.safeParse(Query, asked);
  if (!read.success) return undefined;
  if (!("minute" in read.data)) return read.data;
  const minute = parseInstant(read.data.minute);
  return minute === undefined ? undefined : { ...read.data, minute };
}

async function shown({ deps, params }: ApiCall): Promise<ApiAnswer> {
  const partnerId = PartnerId.safeParse(params.partnerId);
  const reference = params.reference ?? "";
  const timeline = partnerId.success
    ? await paymentTimeline(deps, paymentKeyOf(partnerId.data, reference))
    : undefined;
  if (!timeline) return problem(404, "Nothing is known of such a reference");
  const { payment, steps, openFailures, ...rest } = timeline;
  return ok({
    ...rest,
    state: payment?.state ?? null,
    amountRupiah: payment && "amountRupiah" in payment ? payment.amountRupiah : null,
    openFailures: openFailures.map(({ failureId, cause }) => ({ failureId, cause })),
    steps: steps.map((step) => ({ ...step, at: formatInstant(step.at, "milliseconds") })),
    settlement: rest.settlement?.kind ?? null,
  });
}
