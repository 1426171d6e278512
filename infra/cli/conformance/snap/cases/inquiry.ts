import { fieldsOf } from "../../raw-call.ts";
import { expectAmount, expectEcho, expectNobody } from "../expect-snap.ts";
import type { SnapReply } from "../snap-bank.ts";
import type { SnapBench } from "../snap-bench.ts";
import type { SnapCase } from "../snap-case.ts";
import { expectBills } from "./bills.ts";

const NAME_SHOWN = /^[\p{L}*.' -]+$/u;

/** Asks for the price of so many months for the worker that is only asked about. */
async function priced(
  bench: SnapBench,
  months: number,
): Promise<{ reply: SnapReply; sent: Record<string, unknown> }> {
  const { customerNo, more } = bench.numberOf(bench.asked, months);
  const sent = bench.inquiryFields(customerNo, more);
  return { reply: bench.expect(await bench.bank.call("inquiry", sent), "200-00"), sent };
}

/** Service 24 when all is well. */
export const INQUIRY_CASES: readonly SnapCase[] = [
  {
    id: "snap-24-quote-shape",
    category: "inquiry",
    title: "an inquiry is answered with every field of the standard, each in its type and length",
    reason:
      "A field that is a number instead of a text, or a character too long, fails in the bank's parser at the counter.",
    reference: "SNAP BI service 24, snap-bi.md 3.3, 8.17, 8.22",
    async run(bench) {
      const { check, partner } = bench;
      const { reply, sent } = await priced(bench, 1);
      const { data } = reply;
      expectEcho(check, reply, sent);
      check.equal("inquiryRequestId is echoed", data.inquiryRequestId, sent.inquiryRequestId);
      check.form("virtualAccountName is masked", data.virtualAccountName, NAME_SHOWN);
      check.that(
        "virtualAccountName fits",
        String(data.virtualAccountName).length <= partner.sends.nameCharactersMax,
        `at most ${partner.sends.nameCharactersMax}`,
        data.virtualAccountName,
      );
      const total = expectAmount(check, "totalAmount", data.totalAmount);
      check.that("totalAmount is more than nothing", total > 0, "more than 0", total);
      expectBills(check, data.billDetails, total, partner.sends.billsMax);
      expectAmount(check, "feeAmount", data.feeAmount);
      check.equal("virtualAccountTrxType is closed", data.virtualAccountTrxType, "C");
      check.form("subCompany", data.subCompany, /^.{1,5}$/);
      const texts = Array.isArray(data.freeTexts) ? data.freeTexts.map(fieldsOf) : [];
      check.that(
        "freeTexts are as many as the bank shows",
        texts.length <= partner.sends.freeTextsMax,
        `at most ${partner.sends.freeTextsMax}`,
        texts.length,
      );
      for (const text of texts) {
        check.form("freeTexts.english fits 32 characters", text.english, /^.{1,32}$/);
        check.form("freeTexts.indonesia fits 32 characters", text.indonesia, /^.{1,32}$/);
      }
      check.that(
        "additionalInfo stands where the bank reads it",
        typeof reply.additionalInfo === "object",
        "an object",
        reply.additionalInfo,
      );
    },
  },
  {
    id: "snap-24-name-masked",
    category: "privacy",
    title: "the name is masked, and nothing else says who the worker is",
    reason: "Whoever holds a NIK must not learn the name, birth date or income behind it.",
    reference: "domain.md 7.1, design 5.1",
    async run(bench) {
      const { reply } = await priced(bench, 1);
      expectNobody(bench.check, reply, bench.asked);
      const shown = String(reply.data.virtualAccountName);
      bench.check.that(
        "no two letters of a word stand open",
        !/\p{L}{2}/u.test(shown),
        "first letters and stars",
        shown.replace(/\p{L}/gu, "x"),
      );
      for (const secret of ["birth", "lahir", "income", "penghasilan", "kpj"]) {
        bench.check.without(`a field called ${secret}`, reply.text.toLowerCase(), `"${secret}`);
      }
    },
  },
  {
    id: "snap-24-months",
    category: "inquiry",
    title: "three months are three bills that add up to the total",
    reason: "The receipt names the months; their prices differ where a discount ends.",
    reference: "SNAP BI service 24, design 5.1",
    async run(bench) {
      const { reply } = await priced(bench, 3);
      const total = expectAmount(bench.check, "totalAmount", reply.data.totalAmount);
      expectBills(bench.check, reply.data.billDetails, total, bench.partner.sends.billsMax);
      if (bench.partner.sends.billsMax >= 3)
        bench.check.equal("bills", (reply.data.billDetails as unknown[])?.length, 3);
    },
  },
  {
    id: "snap-24-many-months",
    category: "inquiry",
    title: "eight months are folded into as many bills as the bank shows",
    reason: "BCA shows five bills and drops the sixth, and with it a part of the sum.",
    reference: "snap-bi.md 3.3, 8.22",
    async run(bench) {
      const { reply } = await priced(bench, 8);
      const total = expectAmount(bench.check, "totalAmount", reply.data.totalAmount);
      expectBills(bench.check, reply.data.billDetails, total, bench.partner.sends.billsMax);
    },
  },
  {
    id: "snap-24-months-by-info",
    category: "inquiry",
    title: "additionalInfo.months sets the months of a bare NIK",
    reason: "Banks whose screen has a field for months send them beside the number.",
    reference: "design 5.1",
    async run(bench) {
      bench.needsBareNik();
      const byInfo = await bench.inquire(bench.asked.nik, { additionalInfo: { months: 3 } });
      bench.expect(byInfo, "200-00");
      const { reply } = await priced(bench, 3);
      bench.check.equal("the same price as by the number", byInfo.data.totalAmount, reply.data.totalAmount);
    },
  },
  {
    id: "snap-24-months-disagree",
    category: "inquiry",
    title: "months that disagree are malformed, not one of the two",
    reason: "Whichever is picked, somebody pays for other months than he meant.",
    reference: "design 5.1",
    async run(bench) {
      if (!bench.partner.customerNumberForms.includes("NIK_MONTHS"))
        bench.skip("this bank's number never names months");
      const reply = await bench.inquire(`${bench.asked.nik}03`, { additionalInfo: { months: 2 } });
      bench.expect(reply, "400-01");
      bench.check.form("the field is named", reply.body.responseMessage, /additionalInfo\.months/);
    },
  },
  {
    id: "snap-24-unpadded",
    category: "inquiry",
    title: "a company code without its padding is understood and echoed as it was sent",
    reason:
      "Zero, one and three spaces are all in the standard's own samples; the echo is compared character by character.",
    reference: "snap-bi.md 3.1, 8.2",
    async run(bench) {
      const partnerServiceId = bench.partner.partnerServiceId.trimStart();
      const customerNo = bench.askedNumber;
      const sent = bench.inquiryFields(customerNo, {
        partnerServiceId,
        virtualAccountNo: partnerServiceId + customerNo,
      });
      expectEcho(bench.check, bench.expect(await bench.bank.call("inquiry", sent), "200-00"), sent);
    },
  },
  {
    id: "snap-24-number-for-text",
    category: "inquiry",
    title: "a customer number sent as a JSON number keeps every digit",
    reason:
      "ASPI's own sample sends one of 20 digits so; a double loses the last ones and asks for somebody else.",
    reference: "snap-bi.md 2.4, 8.17, 8.18",
    async run(bench) {
      const { bank, partner, asked } = bench;
      const isTyped = (form: string) => partner.customerNumberForms.includes(form);
      const numbers = [
        ...(isTyped("NIK") ? [asked.nik] : []),
        ...(isTyped("NIK_MONTHS") ? [`${asked.nik}03`] : []),
      ];
      for (const customerNo of numbers) {
        const fields = { ...bench.inquiryFields(customerNo), channelCode: 6011 };
        const text = JSON.stringify(fields).replace(
          `"customerNo":"${customerNo}"`,
          `"customerNo":${customerNo}`,
        );
        const reply = bench.expect(await bank.call("inquiry", text), "200-00");
        bench.check.equal(
          "customerNo comes back as a text with all digits",
          reply.data.customerNo,
          customerNo,
        );
      }
    },
  },
  {
    id: "snap-24-lenient",
    category: "inquiry",
    title: "unknown fields, nulls and an amount of zero are no reason to refuse",
    reason: "BRI sends amount 0.00, BCA null, PHP an empty array for an empty object.",
    reference: "snap-bi.md 3.2, 8.22",
    async run(bench) {
      const zero = { value: "0.00", currency: "IDR" };
      for (const more of [
        { amount: zero, language: "ID" },
        { amount: null, passApp: "" },
        { additionalInfo: [] },
        { whatever: { deep: [1, 2] } },
      ]) {
        bench.expect(await bench.inquire(bench.askedNumber, more), "200-00");
      }
    },
  },
  {
    id: "snap-24-repeat",
    category: "inquiry",
    title: "the same inquiry again is the same quote, or a conflict where the bank wants that",
    reason: "A cashier presses twice; the price must not depend on which answer arrives.",
    reference: "snap-bi.md 5.1, design 5.1",
    async run(bench) {
      const sent = bench.inquiryFields(bench.askedNumber);
      const first = bench.expect(await bench.bank.call("inquiry", sent), "200-00");
      const again = await bench.bank.call("inquiry", sent);
      if (bench.partner.repeatedInquiry === "conflict") {
        bench.expect(again, "409-00");
      } else {
        bench.expect(again, "200-00");
        bench.check.equal("the body is the same", again.text, first.text);
      }
    },
  },
  {
    id: "snap-24-id-reused",
    category: "inquiry",
    title: "an inquiry id for another worker or other months is a conflict",
    reason: "The id names the payment later; two questions under it would make the payment anybody's.",
    reference: "design section 6, snap-bi.md 8.9",
    async run(bench) {
      const inquiryRequestId = bench.id();
      bench.expect(await bench.ask(1, { inquiryRequestId }), "200-00");
      for (const months of [2, 3]) bench.expect(await bench.ask(months, { inquiryRequestId }), "409-00");
    },
  },
  {
    id: "snap-24-id-app",
    category: "inquiry",
    title: "additionalInfo.idApp is repeated, passApp is not",
    reason: "BRI demands idApp in the answer; passApp is a secret.",
    reference: "snap-bi.md 3.2, 3.3, 8.29",
    async run(bench) {
      const reply = await bench.inquire(bench.askedNumber, {
        additionalInfo: { idApp: "KIT1", passApp: "very-secret-1" },
        passApp: "very-secret-2",
      });
      bench.expect(reply, "200-00");
      bench.check.equal("additionalInfo.idApp", reply.additionalInfo.idApp, "KIT1");
      bench.check.without("passApp", reply.text, "very-secret");
    },
  },
];
