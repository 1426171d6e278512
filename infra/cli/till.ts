import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { parseMonthCount } from "../../shared/contribution/month-count.ts";
import { parseNik } from "../../shared/member/nik.ts";
import { readSandboxFile } from "../local/sandbox/sandbox-file.ts";
import { h2hClient } from "./h2h-client.ts";
import { h2hTill } from "./h2h-till.ts";
import { snapClient } from "./snap-client.ts";
import { snapTill } from "./snap-till.ts";
import { playTill, TillStop } from "./till-session.ts";

const USAGE = "npm run till -- --partner indomaret --nik <NIK> --months 3 [--yes]";

function readArguments() {
  const { values } = parseArgs({
    options: {
      partner: { type: "string", default: "bri" },
      nik: { type: "string" },
      months: { type: "string", default: "1" },
      yes: { type: "boolean", default: false },
    },
  });
  const nik = parseNik(values.nik ?? "");
  if (!nik) throw new TillStop(`NIK harus 16 angka / A NIK has 16 digits\n${USAGE}`);
  const months = parseMonthCount(Number(values.months));
  if (!months) throw new TillStop(`Jumlah bulan 1 sampai 12 / Months are 1 to 12\n${USAGE}`);
  return { nik, months, partnerId: values.partner, yes: values.yes };
}

async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // The end of the input, as Ctrl-D sends it, is a no.
  const ended = once(terminal, "close").then(() => "");
  try {
    return /^(y|ya|yes)$/i.test((await Promise.race([terminal.question(question), ended])).trim());
  } finally {
    terminal.close();
  }
}

async function main(): Promise<void> {
  const { nik, months, partnerId, yes } = readArguments();
  const file = join(process.env.KANAL_DATA_DIR || ".kanal", "sandbox.json");
  const sandbox = readSandboxFile(file);
  if (!sandbox) throw new TillStop(`${file} tidak ada / is missing. Jalankan / Run: npm start`);
  const partner = sandbox.partners.find((one) => one.partnerId === partnerId);
  if (!partner) {
    const known = sandbox.partners.map((one) => one.partnerId).join(", ");
    throw new TillStop(`Mitra tidak dikenal / Unknown partner: ${partnerId}. Ada / There are: ${known}`);
  }
  await playTill({
    till:
      partner.protocol === "snap"
        ? snapTill(snapClient(sandbox.baseUrl, partner), partner.channel)
        : h2hTill(h2hClient(sandbox.baseUrl, partner)),
    nik,
    months,
    say: (text) => process.stdout.write(`${text}\n`),
    confirm: async () => yes || ask("\nUang diterima? / Money received? [y/N] "),
  });
}

main().catch((error: unknown) => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : String(error);
  if (code === "NO_ANSWER") {
    process.stderr.write(`Kanal tidak menjawab / does not answer: ${message}. Jalankan / Run: npm start\n`);
  } else if (code === "TILL_STOP" || code.startsWith("ERR_PARSE_ARGS")) {
    process.stderr.write(`${message}\n`);
  } else {
    process.stderr.write(`${(error instanceof Error && error.stack) || message}\n`);
  }
  process.exit(1);
});
