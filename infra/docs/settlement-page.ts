import { businessDate, parseInstant } from "../../shared/calendar/calendar.ts";
import type { SettlementFileForm } from "../../shared/partner/settlement-terms.ts";
import { READY_FORMS } from "../../shared/settlement/ready-forms.ts";
import { FileRefusalReason, refusalInWords } from "../../shared/settlement/refusal.ts";
import { DifferenceClass } from "../../shared/settlement/settlement.ts";
import { classInWords } from "../../shared/settlement/statement.ts";
import { type WrittenLine, writtenFile } from "../../shared/settlement/write-file.ts";

const DATE = businessDate("2026-11-27");

function at(clock: string) {
  const time = parseInstant(`${DATE}T${clock}+07:00`);
  if (time === undefined) throw new Error("not a time");
  return time;
}

/** Invented: no district has the code 999999, and the bank's company code belongs to nobody. */
function linesFor({ columns, says, types }: SettlementFileForm): readonly WrittenLine[] {
  const isBank = columns.some(({ field }) => field === "virtualAccountNumber");
  const number = (nik: string) => (isBank ? `   77210${nik}` : nik);
  const one: WrittenLine = {
    ...{
      type: "payment",
      reference: isBank ? "INQ-20261127-091405-000431" : "TRX-0001",
      amountRupiah: 8_400,
    },
    ...{ paidAt: at("09:14:05"), customerNumber: number("9999991503850001"), months: 1 },
    ...{ store: "T012", till: "02" },
  };
  const two: WrittenLine = {
    ...one,
    ...{ reference: isBank ? "INQ-20261127-101811-000432" : "TRX-0002", amountRupiah: 16_800 },
    ...{ paidAt: at("10:18:11"), customerNumber: number("9999995207900002"), months: 2 },
  };
  if (says === "suspect") return [one];
  return types && types.reversal.length > 0
    ? [one, two, { ...two, type: "reversal", paidAt: at("10:21:40") }]
    : [one, two];
}

const MEANING: Readonly<Record<string, string>> = {
  reference: "the payment's reference: `paymentReference` (H2H), `paymentRequestId` (SNAP)",
  amount: "the contribution alone, without your fee",
  paidAt: "when the till took the money",
  paidDate: "the day on which the till took the money",
  paidTime: "the time of it, WIB",
  type: "payment or reversal",
  customerNumber: "the number that the worker gave; may be masked or empty",
  virtualAccountNumber: "company code and number; may be masked or empty",
  months: "months paid; may be empty",
  store: "shop or agent; may be empty",
  till: "till or terminal; may be empty",
  ignored: "yours; not read",
};

function formSection(title: string, form: SettlementFileForm): string {
  const columns = form.columns.map(
    ({ title: name, field }, n) => `| ${n + 1} | \`${name}\` | ${MEANING[field] ?? field} |`,
  );
  const types = form.types
    ? `Type: ${[...form.types.payment.map((word) => `\`${word}\` is a payment`), ...form.types.reversal.map((word) => `\`${word}\` is one given back`)].join(", ")}.`
    : "";
  return `### ${title}

Name: ${form.nameContains === "" ? "any" : `contains \`${form.nameContains}\``}. Separator \`${form.separator}\`, amounts like \`${form.amount}\`, times like \`${form.time}\`. ${types}
Trailer: \`${form.trailer.columns.map((column) => (column === "marker" ? form.trailer.marker : column)).join(form.separator)}\`.

| | Column | |
|--:|---|---|
${columns.join("\n")}

\`\`\`
${[...writtenFile(form, DATE, linesFor(form))].join("").trimEnd()}
\`\`\``;
}

/** The partners' page on settlement files, made from the forms, the refusals and the classes that the program itself uses. */
export function settlementPage(): string {
  const [success, suspect] = READY_FORMS.minimarket;
  const [bank] = READY_FORMS.bank;
  const [kanal] = READY_FORMS.kanal;
  if (!success || !suspect || !bank || !kanal) throw new Error("a ready form is missing");
  const refusals = FileRefusalReason.options.map((reason) => {
    const { indonesia, english } = refusalInWords({ line: 0, reason });
    return `| \`${reason}\` | ${english} | ${indonesia} |`;
  });
  const classes = DifferenceClass.options.map((name) => {
    const { indonesia, english } = classInWords(name);
    return `| \`${name}\` | ${english} | ${indonesia} |`;
  });
  return `# Settlement files

Made by \`npm run docs\` from the program's own forms; a test fails when this page and they differ.

Once a business date (00:00 to 24:00 in Jakarta) you hand us a file of what you collected, at the hour of the working day that your contract names. It is matched with our ledger item by item; what
does not agree comes back to you as a statement.

## How

1. Put the file into the bucket that we named to you, as \`<your partner id>/<business date>/<name>.csv\`, for example \`indomaret/2026-11-27/IDM20261127_SUCCESS.csv\`. Names are letters, digits, \`.\`, \`_\` and \`-\`.
2. A day without payments is a file without lines. A day that you correct is another file for the same day: the one that was laid down last counts. The same file again changes nothing.
3. A file is taken whole or refused whole. The last record carries control totals; a file without it is a file that broke off.
4. Text is UTF-8 (a byte order mark is let pass), lines end with LF or CRLF, cells may be quoted as in RFC 4180, a record never goes on in the next line. Up to 5,000,000 lines and 1 GiB.

Numbers of workers are hashed as they are read. We store and log none; leave them out if you like, the reference decides.

## Forms

If none of these is yours, send us yours: a form is data (\`settlement.files\` of the partner profile), not a program.

${formSection("A bank's", bank)}

${formSection("A minimarket's, what it collected", success)}

${formSection("A minimarket's, what it does not know itself", suspect)}

To each of these lines we say what became of it here. They are no part of the day's sum.

${formSection("Ours, where you have none", kanal)}

## What comes of a line

| Class | | |
|---|---|---|
${classes.join("\n")}

The statement has one row a class, with what it adds up to in your book and in ours; its last row is your trailer beside our ledger.

## If we may ask you

A bank that serves SNAP Inquiry Status (26) gives us credentials for it; we ask about what your file leaves open, once it is matched, as many questions as agreed (\`settlement.bankStatus\` of the profile).
Your answer stands beside the difference for our people; it changes no class and no sum. Who registers the credentials and how: [go-live.md](go-live.md).

## Why a file is refused

With the line to blame, counted from 1 as your editor does.

| Reason | | |
|---|---|---|
${refusals.join("\n")}

## Try it

The sandbox plays you: \`npm run settlement -- make --partner indomaret --date <today> --differences\` writes the day's file in your form from what you paid in the sandbox, with something wrong in it,
puts it into the local bucket, and prints what came of it.
`;
}
