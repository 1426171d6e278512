import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { MACHINE_CLOCK } from "../../functions/machine.ts";
import { issueBillingCode } from "../../shared/billing-code/issue-billing-code.ts";
import { formatInstant } from "../../shared/calendar/calendar.ts";
import { parseMonthCount } from "../../shared/contribution/month-count.ts";
import { parseNik } from "../../shared/member/nik.ts";
import { openDesk } from "./partner/open-desk.ts";
import { PartnerStop } from "./partner/partner-stop.ts";

const USAGE = `npm run billing-code -- --months 3 [--aws --table NAME --why "..."]   NIK di masukan / on standard input:
  npm run -s billing-code -- --months 3 < nik.txt`;

/** For ops at the telephone: binds a number to a worker. The NIK comes on standard input, so that it stands in no shell history and no process list. */
async function main(): Promise<string> {
  const { values } = parseArgs({
    options: {
      months: { type: "string", default: "1" },
      aws: { type: "boolean" },
      table: { type: "string" },
      environment: { type: "string" },
      why: { type: "string" },
    },
  });
  const months = parseMonthCount(values.months);
  if (!months) throw new PartnerStop(`Jumlah bulan 1 sampai 12 / Months are 1 to 12\n${USAGE}`);
  if (process.stdin.isTTY) process.stderr.write("NIK, lalu Ctrl-D / then Ctrl-D: ");
  const nik = parseNik((await text(process.stdin)).trim());
  if (!nik) throw new PartnerStop(`NIK harus 16 angka / A NIK has 16 digits\n${USAGE}`);
  const desk = await openDesk(values, process.env);
  try {
    const { ledger, keys, ids } = desk;
    const bound = await issueBillingCode({ ledger, keys, ids, clock: MACHINE_CLOCK }, { nik, months });
    const until = formatInstant(bound.validUntil);
    return `Kode iuran / Billing code   ${bound.code}\nBulan / Months              ${months}\nBerlaku s.d. / Valid until  ${until}\n`;
  } finally {
    desk.close();
  }
}

main().then(
  (answer) => void process.stdout.write(answer),
  (error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const message = error instanceof Error ? error.message : String(error);
    const expected = code === "PARTNER_STOP" || code.startsWith("ERR_PARSE_ARGS");
    process.stderr.write(`${expected ? message : (error instanceof Error && error.stack) || message}\n`);
    process.exitCode = 1;
  },
);
