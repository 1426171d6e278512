import type { Checklist } from "../../checklist.ts";
import { fieldsOf } from "../../raw-call.ts";
import { expectNobody } from "../expect-h2h.ts";
import type { H2hBench } from "../h2h-bench.ts";
import type { H2hCase } from "../h2h-case.ts";
import { H2H_PATHS } from "../h2h-shop.ts";

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Checks months by name, their prices by programme, and that everything adds up. */
export function expectMonths(
  check: Checklist,
  body: Readonly<Record<string, unknown>>,
  count: number,
  total: number,
): void {
  const months = Array.isArray(body.months) ? body.months.map(fieldsOf) : [];
  check.equal("as many months as were asked for", months.length, count);
  let sum = 0;
  for (const month of months) {
    check.form("month", month.month, /^\d{4}-\d\d$/);
    check.form("name.indonesia", fieldsOf(month.name).indonesia, /^\p{L}+ \d{4}$/u);
    check.form("name.english", fieldsOf(month.name).english, /^\p{L}+ \d{4}$/u);
    check.form("from", month.from, DAY);
    check.form("to", month.to, DAY);
    const lines = Array.isArray(month.lines) ? month.lines.map(fieldsOf) : [];
    const amounts = lines.map(({ amount }) => Number(amount));
    check.equal(
      "a month is the sum of its programmes",
      amounts.reduce((a, b) => a + b, 0),
      month.amount,
    );
    check.that(
      "every price has its legal basis",
      lines.every(
        ({ amount, fullAmount, legalBasis }) =>
          amount === fullAmount || (legalBasis !== null && legalBasis !== ""),
      ),
      "where it is discounted",
      lines,
    );
    sum += Number(month.amount);
  }
  check.equal("the months add up to the total", sum - Number(body.creditUsed ?? 0), total);
  const { from, to } = fieldsOf(body.coverage);
  check.equal("coverage begins with the first month", from, months[0]?.from);
  check.equal("coverage ends with the last month", to, months.at(-1)?.to);
}

/** An inquiry with a wrong field. */
async function refused(
  bench: H2hBench,
  field: string,
  more: Readonly<Record<string, unknown>>,
  problem = "field-malformed",
): Promise<void> {
  const fields = { ...bench.inquiryFields(bench.asked.nik), ...more };
  const reply = bench.problem(await bench.shop.post(H2H_PATHS.inquiries, fields), 400, problem);
  bench.check.equal("the field is named", reply.body.fields, [field]);
}

/** Inquiries. */
export const INQUIRY_CASES: readonly H2hCase[] = [
  {
    id: "h2h-inquiry-shape",
    category: "inquiry",
    title: "an inquiry is answered with name, months, prices, fee apart, cover and its end",
    reason: "It is what the cashier reads aloud before cash changes hands.",
    reference: "design 5.2",
    async run(bench) {
      const { check } = bench;
      const { body } = bench.ok(await bench.inquire(bench.asked.nik, 3), 201);
      check.form("inquiryId", body.inquiryId, /^[A-Za-z0-9._-]{1,64}$/);
      check.form("maskedNik shows the last four digits", body.maskedNik, /^\*{12}\d{4}$/);
      check.equal("maskedNik is the worker's", String(body.maskedNik).slice(-4), bench.asked.nik.slice(-4));
      check.form("maskedName", body.maskedName, /^[\p{L}'.*-]+( [\p{L}'.*-]+)*$/u);
      check.that(
        "programmes",
        Array.isArray(body.programmes) && body.programmes.length > 0,
        "a list",
        body.programmes,
      );
      for (const name of ["totalAmount", "feeAmount", "creditUsed"]) {
        check.that(
          `${name} is whole rupiah as a number`,
          Number.isInteger(body[name]),
          "an integer",
          body[name],
        );
      }
      check.equal("currency", body.currency, "IDR");
      check.equal("coversToday is said", typeof body.coversToday, "boolean");
      check.that(
        "monthsToCoverToday is said",
        Number.isInteger(body.monthsToCoverToday),
        "an integer",
        body.monthsToCoverToday,
      );
      check.form("expiresAt is midnight in Jakarta", body.expiresAt, /T00:00:00\+07:00$/);
      expectMonths(check, body, 3, Number(body.totalAmount));
    },
  },
  {
    id: "h2h-inquiry-masked",
    category: "privacy",
    title: "an inquiry says who the worker is only as far as the cashier has to confirm",
    reason: "Whoever holds a NIK must not learn the name, birth date or income behind it.",
    reference: "domain.md 7.1",
    async run(bench) {
      const reply = bench.ok(await bench.inquire(bench.asked.nik), 201);
      expectNobody(bench.check, reply, bench.asked);
      const shown = String(reply.body.maskedName);
      bench.check.that(
        "no two letters of a word stand open",
        !/\p{L}{2}/u.test(shown),
        "first letters and stars",
        shown.replace(/\p{L}/gu, "x"),
      );
      for (const name of ["birthDate", "declaredMonthlyIncome", "income", "balance", "kpj", "nik", "name"]) {
        bench.check.equal(`no ${name}`, reply.body[name], undefined);
      }
    },
  },
  {
    id: "h2h-inquiry-months",
    category: "inquiry",
    title: "one month and twelve are priced, none and thirteen are not",
    reason: "Nobody can pay more than twelve months ahead, and nothing is no purchase.",
    reference: "domain.md 3.2, design 5.2",
    async run(bench) {
      for (const months of [1, 12]) {
        const { body } = bench.ok(await bench.inquire(bench.asked.nik, months), 201);
        expectMonths(bench.check, body, months, Number(body.totalAmount));
      }
      for (const months of [0, 13, -1, 1.5, "3", true]) await refused(bench, "months", { months });
      await refused(bench, "months", { months: null }, "field-missing");
    },
  },
  {
    id: "h2h-inquiry-ids-differ",
    category: "inquiry",
    title: "every inquiry has an id of its own, the same question asked again too",
    reason: "Two tills ask at once; each quote is a promise of its own.",
    reference: "design 5.2",
    async run(bench) {
      const ids = [];
      for (const _ of [1, 2, 3]) ids.push(bench.ok(await bench.inquire(bench.asked.nik), 201).body.inquiryId);
      bench.check.equal("all different", new Set(ids).size, ids.length);
    },
  },
  {
    id: "h2h-inquiry-unknown",
    category: "inquiry",
    title: "a number that nobody has is unknown, with a line for the cashier",
    reason: "The cashier has to know that he takes no money.",
    reference: "design 5.2, domain.md 6.4",
    async run(bench) {
      const reply = bench.problem(await bench.inquire(bench.nobody), 404, "member-unknown");
      bench.check.without("the number", reply.text, bench.nobody);
    },
  },
  {
    id: "h2h-inquiry-deceased",
    category: "privacy",
    title: "a worker who died is not served, and nothing says why",
    reason: "A cashier must not tell a family of a death that a claim has not settled.",
    reference: "domain.md case 24",
    async run(bench) {
      const reply = await bench.inquire(bench.deceased.nik);
      bench.problem(
        reply,
        reply.status === 404 ? 404 : 422,
        reply.status === 404 ? "member-unknown" : "member-unavailable",
      );
      expectNobody(bench.check, reply, bench.deceased);
      for (const word of ["deceased", "death", "meninggal", "wafat", "klaim", "claim"]) {
        bench.check.without(`the word ${word}`, reply.text.toLowerCase(), word);
      }
    },
  },
  {
    id: "h2h-inquiry-number-malformed",
    category: "inquiry",
    title: "a number that cannot be a NIK is malformed before anybody looks it up",
    reason: "A typing error is told at once, and a lookup for nothing is saved.",
    reference: "domain.md case 41",
    async run(bench) {
      const { nik } = bench.asked;
      const values = [
        nik.slice(1),
        `${nik}0`,
        `${nik.slice(0, 8)}13${nik.slice(10)}`,
        `${nik.slice(0, 12)}0000`,
        `${nik.slice(0, 15)}A`,
        ` ${nik}`,
        Number(nik),
      ];
      for (const value of values)
        await refused(bench, "customerNumber.value", { customerNumber: { type: "NIK", value } });
    },
  },
  {
    id: "h2h-inquiry-fields",
    category: "inquiry",
    title: "each field that is missing or of another kind is named",
    reason: "An engineer who reads which field is wrong needs no support call.",
    reference: "RFC 9457 section 3.1.4, design 5.2",
    async run(bench) {
      await refused(bench, "customerNumber", { customerNumber: undefined }, "field-missing");
      await refused(bench, "customerNumber.type", {
        customerNumber: { type: "KTP", value: bench.asked.nik },
      });
      await refused(bench, "customerNumber.value", { customerNumber: { type: "NIK" } }, "field-missing");
      await refused(bench, "terminal", { terminal: undefined }, "field-missing");
      await refused(bench, "terminal.storeId", { terminal: { tillId: "1" } }, "field-missing");
      await refused(bench, "terminal.tillId", { terminal: { storeId: "A", tillId: "<b>" } });
    },
  },
  {
    id: "h2h-inquiry-number-in-terminal",
    category: "privacy",
    title: "a store or till id that holds the NIK is refused",
    reason: "Ids are kept in clear, where no NIK may stand.",
    reference: "design section 6, invariant 8",
    async run(bench) {
      await refused(bench, "terminal.storeId", { terminal: { storeId: `S${bench.asked.nik}`, tillId: "1" } });
    },
  },
  {
    id: "h2h-inquiry-lenient",
    category: "inquiry",
    title: "unknown fields are no reason to refuse",
    reason: "A till's next version sends more than this one.",
    reference: "snap-bi.md 8.22, design 5.2",
    async run(bench) {
      const fields = { ...bench.inquiryFields(bench.asked.nik), version: 2, more: { a: [1] } };
      bench.ok(await bench.shop.post(H2H_PATHS.inquiries, fields), 201);
    },
  },
  {
    id: "h2h-inquiry-odd-bytes",
    category: "signature",
    title: "white space, escapes and any order of fields in the body are taken as they come",
    reason:
      "The digest covers bytes; a gateway that writes the body again before it checks refuses half of all clients.",
    reference: "RFC 9530 section 2, snap-bi.md 2.4",
    async run(bench) {
      const fields = bench.inquiryFields(bench.asked.nik);
      const pretty = JSON.stringify(fields, null, 4);
      const escaped = JSON.stringify({ note: "x", ...fields }).replace('"x"', String.raw`"\u00e9 \/ 漢"`);
      for (const text of [pretty, escaped]) bench.ok(await bench.shop.post(H2H_PATHS.inquiries, text), 201);
    },
  },
  {
    id: "h2h-inquiry-times",
    category: "inquiry",
    title: "every time in an answer is local time with its offset",
    reason: "A till prints it; a time in UTC on a slip is tomorrow's or yesterday's.",
    reference: "domain.md 1.4, RFC 3339",
    async run(bench) {
      const { text } = bench.ok(await bench.inquire(bench.asked.nik), 201);
      const times = text.match(/\d{4}-\d\d-\d\dT[^"]*/g) ?? [];
      bench.check.that("there is a time", times.length > 0, "at least 1", times.length);
      for (const time of times) bench.check.form("a time", time, TIME);
    },
  },
];
