import * as z from "zod/mini";
import type { InTwoLanguages } from "../../../../shared/calendar/month-name.ts";
import type { H2hClient, H2hReply } from "../../../cli/h2h-client.ts";
import type { SnapClient, SnapReply } from "../../../cli/snap-client.ts";
import { pathOf } from "../../../cli/snap-signer.ts";
import type { SnapSandboxPartner } from "../sandbox-file.ts";
import type { WireAnswer, WireLog } from "./wire-log.ts";

const Text = z.object({ indonesia: z.string(), english: z.string() });

const State = z._default(z.object({ paymentState: z.optional(z.string()) }), {});

const SnapBody = z.object({
  responseMessage: z._default(z.string(), ""),
  virtualAccountData: z._default(
    z.object({
      inquiryReason: z.optional(Text),
      paymentFlagReason: z.optional(Text),
      paymentFlagStatus: z.nullish(z.string()),
      additionalInfo: z.optional(State),
    }),
    {},
  ),
  additionalInfo: State,
});

const H2hBody = z.object({
  type: z.optional(z.string()),
  reason: z.optional(z.union([Text, z.string()])),
  state: z.optional(z.string()),
});

const FIRST_REFUSAL = 300;

/** The NIK's last four digits, and the months behind it. */
const maskNumber = (customerNo: string) => `${"*".repeat(12)}${customerNo.slice(12)}`;

/** A bank's client whose calls are written down. */
export function recordedSnap(
  bank: SnapClient,
  { partnerId: caller, ...paths }: SnapSandboxPartner,
  log: WireLog,
): SnapClient {
  const call = (service: "inquiry" | "payment" | "status", fields: Readonly<Record<string, string>>) => ({
    caller,
    request: `POST ${pathOf(paths, service)}`,
    fields: Object.entries(fields),
  });
  return {
    ...bank,
    inquiry: (ask) =>
      log.around(
        call("inquiry", { customerNo: maskNumber(ask.customerNo), inquiryRequestId: ask.inquiryRequestId }),
        () => bank.inquiry(ask),
        snapAnswer,
      ),
    payment: (pay) =>
      log.around(
        call("payment", {
          customerNo: maskNumber(pay.customerNo),
          paymentRequestId: pay.paymentRequestId,
          paidAmount: pay.amount,
          flagAdvise: pay.advice ? "Y" : "N",
        }),
        () => bank.payment(pay),
        snapAnswer,
      ),
    status: (ask) =>
      log.around(
        call("status", { customerNo: maskNumber(ask.customerNo), paymentRequestId: ask.paymentRequestId }),
        () => bank.status(ask),
        snapAnswer,
      ),
  };
}

/** The client of the post office or a minimarket, its calls written down. */
export function recordedH2h(shop: H2hClient, caller: string, log: WireLog): H2hClient {
  const call = (request: string, fields: Readonly<Record<string, string>> = {}) => ({
    ...{ caller, request },
    fields: Object.entries(fields),
  });
  const payments = "/h2h/v1/payments";
  return {
    ...shop,
    inquiry: (ask) =>
      log.around(
        call("POST /h2h/v1/inquiries", { customerNumber: maskNumber(ask.nik), months: String(ask.months) }),
        () => shop.inquiry(ask),
        h2hAnswer,
      ),
    payment: (pay) =>
      log.around(
        call(`POST ${payments}`, {
          paymentReference: pay.paymentReference,
          amount: String(pay.amount),
          advice: String(pay.advice ?? false),
        }),
        () => shop.payment(pay),
        h2hAnswer,
      ),
    status: (reference) =>
      log.around(call(`GET ${payments}/${reference}`), () => shop.status(reference), h2hAnswer),
    reversal: (reference, why) =>
      log.around(
        call(`POST ${payments}/${reference}/reversal`, { reason: why.reason }),
        () => shop.reversal(reference, why),
        h2hAnswer,
      ),
  };
}

const NOTHING: InTwoLanguages = { indonesia: "", english: "" };
const same = (text: string): InTwoLanguages => ({ indonesia: text, english: text });

/** A text with the state of the payment before it, where the answer tells one. */
function withState(text: InTwoLanguages, state: string | undefined): InTwoLanguages {
  const joined = (words: string) => [state ?? "", words].filter((part) => part !== "").join(", ");
  return { indonesia: joined(text.indonesia), english: joined(text.english) };
}

const UNREAD: z.infer<typeof SnapBody> = {
  ...{ responseMessage: "", virtualAccountData: {}, additionalInfo: {} },
};

function snapAnswer({ status, responseCode, body }: SnapReply): WireAnswer {
  const read = z.safeParse(SnapBody, body);
  const { virtualAccountData: data, ...rest } = read.success ? read.data : UNREAD;
  const text = data.inquiryReason ?? data.paymentFlagReason ?? same(rest.responseMessage);
  return {
    code: `${status} ${responseCode}`.trim(),
    isYes: status < FIRST_REFUSAL || data.paymentFlagStatus === "00",
    text: withState(text, rest.additionalInfo.paymentState ?? data.additionalInfo?.paymentState),
  };
}

function h2hAnswer({ status, headers, body }: H2hReply): WireAnswer {
  const read = z.safeParse(H2hBody, body);
  const { type, reason, state } = read.success ? read.data : {};
  const problem = type?.split("/").at(-1);
  const repeat = headers.get("kanal-replayed") === "true" ? same("Kanal-Replayed: true") : NOTHING;
  return {
    code: problem === undefined ? String(status) : `${status} ${problem}`,
    isYes: status < FIRST_REFUSAL,
    text: typeof reason === "object" ? reason : withState(repeat, state),
  };
}
