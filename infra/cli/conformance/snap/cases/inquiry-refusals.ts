import { expectAmount, expectEcho, expectNobody } from "../expect-snap.ts";
import type { SnapBench } from "../snap-bench.ts";
import type { SnapCase } from "../snap-case.ts";

/** An inquiry with a field that has to be refused by its name. */
async function malformed(
  bench: SnapBench,
  field: string,
  more: Readonly<Record<string, unknown>>,
): Promise<void> {
  const reply = bench.expect(await bench.inquire(bench.askedNumber, more), "400-01");
  bench.check.form("the field is named", reply.body.responseMessage, new RegExp(field.replace(".", "\\.")));
  bench.check.equal("no price comes along", reply.data.billDetails, undefined);
}

/** Service 24 when something is wrong. */
export const INQUIRY_REFUSAL_CASES: readonly SnapCase[] = [
  {
    id: "snap-24-unknown-worker",
    category: "inquiry",
    title: "a number that nobody has is 12, with the caller's numbers and no name",
    reason: "BCA wants the data on a 4xx too; a name or a price there would be somebody else's.",
    reference: "SNAP BI service 24, snap-bi.md 3.7, 4.2, 8.16",
    async run(bench) {
      const sent = bench.inquiryFields(bench.nobodyNumber);
      const reply = bench.expect(await bench.bank.call("inquiry", sent), "404-12");
      expectEcho(bench.check, reply, sent);
      bench.check.equal("inquiryRequestId is echoed", reply.data.inquiryRequestId, sent.inquiryRequestId);
      bench.check.equal("virtualAccountName is empty", reply.data.virtualAccountName, "");
      bench.check.equal(
        "totalAmount is zero",
        expectAmount(bench.check, "totalAmount", reply.data.totalAmount),
        0,
      );
      bench.check.equal("no bills", reply.data.billDetails, undefined);
    },
  },
  {
    id: "snap-24-deceased",
    category: "privacy",
    title: "a worker who died is not served, and nothing says why",
    reason: "A cashier must not tell a family of a death that a claim has not settled.",
    reference: "domain.md case 24, snap-bi.md 4.2",
    async run(bench) {
      const reply = bench.expect(await bench.inquire(bench.numberOf(bench.deceased).customerNo), "404-12");
      expectNobody(bench.check, reply, bench.deceased);
      bench.check.equal("virtualAccountName is empty", reply.data.virtualAccountName, "");
      for (const word of ["deceased", "death", "meninggal", "wafat", "klaim", "claim"]) {
        bench.check.without(`the word ${word}`, reply.text.toLowerCase(), word);
      }
    },
  },
  {
    id: "snap-24-field-missing",
    category: "inquiry",
    title: "each mandatory field that is missing, null or empty is named",
    reason: "`Invalid Mandatory Field {customerNo}` is what a bank's test script compares.",
    reference: "SNAP BI response codes, SIT 11.3, snap-bi.md 4.2",
    async run(bench) {
      for (const field of ["partnerServiceId", "customerNo", "virtualAccountNo", "inquiryRequestId"]) {
        for (const value of [undefined, null, ""]) {
          const reply = bench.expect(await bench.inquire(bench.askedNumber, { [field]: value }), "400-02");
          bench.check.form("the field is named", reply.body.responseMessage, new RegExp(field));
        }
      }
    },
  },
  {
    id: "snap-24-company-differs",
    category: "inquiry",
    title: "another company's code is refused",
    reason: "The code binds a call to the bank's own accounts.",
    reference: "snap-bi.md 8.7",
    async run(bench) {
      const { customerNo } = bench.numberOf(bench.asked);
      await malformed(bench, "partnerServiceId", {
        partnerServiceId: "   00001",
        virtualAccountNo: `   00001${customerNo}`,
      });
    },
  },
  {
    id: "snap-24-account-differs",
    category: "inquiry",
    title: "an account number that is not company code and customer number is refused",
    reason: "Of two numbers that disagree, each side would book another one.",
    reference: "snap-bi.md 3.2",
    async run(bench) {
      const { partnerServiceId } = bench.partner;
      await malformed(bench, "virtualAccountNo", { virtualAccountNo: partnerServiceId + bench.nobodyNumber });
      await malformed(bench, "virtualAccountNo", { virtualAccountNo: bench.askedNumber });
    },
  },
  {
    id: "snap-24-number-malformed",
    category: "inquiry",
    title: "a number that cannot be a NIK is malformed before anybody looks it up",
    reason: "A typing error is told at once, and a lookup for nothing is saved.",
    reference: "domain.md case 41, snap-bi.md 4.2",
    async run(bench) {
      const { nik } = bench.asked;
      const numbers = [
        nik.slice(0, 15),
        `${nik}1`,
        `${nik.slice(0, 8)}13${nik.slice(10)}`,
        `${nik.slice(0, 12)}0000`,
        `${nik.slice(0, 15)}A`,
      ];
      for (const customerNo of numbers) {
        await malformed(bench, "customerNo", bench.bank.numbers(customerNo));
      }
    },
  },
  {
    id: "snap-24-months-malformed",
    category: "inquiry",
    title: "no month, more than twelve, and what is no number of months are malformed",
    reason: "A thirteenth month would be a price that nobody decided.",
    reference: "design 5.1",
    async run(bench) {
      const forms = bench.partner.customerNumberForms;
      for (const months of forms.includes("NIK") ? [0, 13, -1, 1.5, "many"] : []) {
        await malformed(bench, "additionalInfo.months", { additionalInfo: { months } });
      }
      if (!forms.includes("NIK_MONTHS")) return;
      for (const digits of ["00", "13"])
        await malformed(bench, "customerNo", bench.bank.numbers(bench.asked.nik + digits));
    },
  },
  {
    id: "snap-24-number-in-id",
    category: "privacy",
    title: "an inquiry id or message number that holds the NIK is refused",
    reason:
      "Ids are written into keys, logs and events, where no NIK may stand; said now it costs a line of code.",
    reference: "design section 6, invariant 8",
    async run(bench) {
      await malformed(bench, "inquiryRequestId", { inquiryRequestId: `${bench.asked.nik}-1` });
      const reply = await bench.inquire(bench.askedNumber, {}, { externalId: `${bench.asked.nik}1` });
      bench.expect(reply, "400-01");
    },
  },
  {
    id: "snap-24-currency",
    category: "amounts",
    title: "an amount in another currency, or with other decimals, is malformed",
    reason: "An amount that is ignored today is trusted tomorrow.",
    reference: "snap-bi.md 8.19",
    async run(bench) {
      await malformed(bench, "amount", { amount: { value: "8400.00", currency: "USD" } });
      await malformed(bench, "amount", { amount: { value: "8400.5", currency: "IDR" } });
    },
  },
  {
    id: "snap-24-duplicate-key",
    category: "transport",
    title: "a body that names a field twice is refused, though its signature is right",
    reason: "One reader takes the first value, another the last: what was checked is not what is booked.",
    reference: "snap-bi.md 2.4, 8.18",
    async run(bench) {
      const text = JSON.stringify(bench.inquiryFields(bench.askedNumber));
      bench.expect(
        await bench.bank.call("inquiry", `${text.slice(0, -1)},"customerNo":"${bench.nobodyNumber}"}`),
        "400-00",
      );
      bench.expect(await bench.bank.call("inquiry", `${text.slice(0, -1)},"x":{"a":1,"a":1}}`), "400-00");
    },
  },
  {
    id: "snap-24-body-unreadable",
    category: "transport",
    title: "what is no JSON object in UTF-8 is a bad request of service 24",
    reason: "Frameworks answer a parser's error by themselves, without the code that a bank's stack reads.",
    reference: "snap-bi.md 2.4, 8.15, 8.18",
    async run(bench) {
      const text = JSON.stringify(bench.inquiryFields(bench.askedNumber));
      const bodies = [
        "null",
        `[${text}]`,
        `${text}${text}`,
        text.slice(0, -1),
        Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]),
        Buffer.from(text.replace("KIT", "K\u00ffT"), "latin1"),
        `${text.slice(0, -1)},"deep":${"[".repeat(200)}${"]".repeat(200)}}`,
      ];
      for (const body of bodies) bench.expect(await bench.bank.call("inquiry", body), "400-00");
    },
  },
];
