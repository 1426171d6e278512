import { bankOf } from "./desk.ts";
import type { Request } from "./model-state.ts";

/** Invented people: no district has the code 999999. */
export const PEOPLE: Readonly<Record<string, { readonly nik: string; readonly name: string }>> = {
  fisher: { nik: "9999991503850001", name: "Siti Rahayu" },
  trader: { nik: "9999995207900002", name: "Ketut Wibowo" },
  porter: { nik: "9999991012610003", name: "Agus Hutapea" },
};

export const personOf = (member: string) => {
  const person = PEOPLE[member];
  if (!person) throw new Error(`no such person: ${member}`);
  return person;
};

type Sent = Extract<Request, { kind: "inquire" | "pay" | "status" }>;

/** The SNAP body of a request. */
export function snapBody(request: Sent): Readonly<Record<string, unknown>> {
  const { partnerServiceId } = bankOf(request.partner).snap;
  const service = partnerServiceId.padStart(8, " ");
  const { nik } = personOf(request.member);
  const months = monthsIn(request);
  const customerNo = nik + (months > 0 ? String(months).padStart(2, "0") : "");
  const numbers = { partnerServiceId: service, customerNo, virtualAccountNo: service + customerNo };
  const additionalInfo = { idApp: "BRILINK" };
  switch (request.kind) {
    case "inquire":
      return { ...numbers, inquiryRequestId: request.reference, additionalInfo };
    case "pay":
      return {
        ...numbers,
        paymentRequestId: request.reference,
        paidAmount: { value: `${request.amount}.00`, currency: "IDR" },
        trxDateTime: "2026-11-20T10:00:01+07:00",
        flagAdvise: request.advice ? "Y" : "N",
        additionalInfo,
      };
    case "status":
      return { ...numbers, inquiryRequestId: request.reference, paymentRequestId: request.reference };
  }
}

/** How many months the number itself says; one is what a bare number means. */
function monthsIn(request: Sent): number {
  if (request.kind === "inquire") return request.months > 1 ? request.months : 0;
  return request.kind === "pay" ? request.named : 0;
}
