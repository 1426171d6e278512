import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import type { Nik } from "../../shared/member/member.ts";
import { parseNik } from "../../shared/member/nik.ts";
import { correct, decide, exportTo, find, list, propose } from "./data-subject/commands.ts";
import { openSubjectDesk, type SubjectDesk } from "./data-subject/subject-desk.ts";
import { PartnerStop } from "./partner/partner-stop.ts";

const USAGE = `npm run -s data-subject -- <perintah / command> --why "..." < nik.txt     (UU 27/2022)

  find                       apa yang disimpan, tersamar / what is held, masked
  export --out FILE          semuanya, satu dokumen JSON / everything, one JSON document
  correct --fields F,F --detail FILE    minta dibetulkan oleh sistem inti / ask the core to put it right
  destroy                    usulkan pemusnahan setelah masa simpan / propose to destroy, past retention (AWS: /ops/data-subjects)
  destructions               daftar usul / what was proposed and decided (no NIK)
  approve <id> | reject <id> orang kedua memutuskan / the second person decides (no NIK; AWS: /ops/data-subjects)

  --by NAME   --aws --table NAME (KANAL_KEY_NIK_HASH, KANAL_KEY_DATA)`;

/** Two persons are told apart by what the issuer calls them; a shell's user, and `--by`, are what somebody says of himself. */
const ON_THE_CONSOLE =
  "Pemusnahan diusulkan dan diputuskan di konsol / Destruction is proposed and decided on the console: /ops/data-subjects";

const OPTIONS = {
  out: { type: "string" },
  fields: { type: "string" },
  detail: { type: "string" },
  by: { type: "string" },
  why: { type: "string" },
  aws: { type: "boolean" },
  table: { type: "string" },
} as const;

type Values = ReturnType<typeof readArguments>["values"];

const readArguments = () => parseArgs({ options: OPTIONS, allowPositionals: true });

type OfPerson = (desk: SubjectDesk, nik: Nik, values: Values) => Promise<string>;

const OF_PERSON: Readonly<Record<string, OfPerson>> = {
  find: (desk, nik) => find(desk, nik),
  export: (desk, nik, { out }) => exportTo(desk, nik, out),
  correct: (desk, nik, { fields, detail }) => correct(desk, nik, { fields, detail }),
  destroy: (desk, nik) => propose(desk, nik),
};

async function main(): Promise<string> {
  const { values, positionals } = readArguments();
  const [command = "", id] = positionals;
  const ofPerson = Object.hasOwn(OF_PERSON, command) ? OF_PERSON[command] : undefined;
  const isDecision = command === "approve" || command === "reject";
  if (!ofPerson && !(isDecision && id) && command !== "destructions") throw new PartnerStop(USAGE);
  if (!values.why && command !== "destructions") {
    throw new PartnerStop('Mengapa? Dicatat di jejak audit / Why? It goes into the audit trail: --why "..."');
  }
  if (values.aws && (command === "destroy" || isDecision)) throw new PartnerStop(ON_THE_CONSOLE);
  const nik = ofPerson && (await nikFromInput());
  const { aws, table, by, why = "-" } = values;
  const desk = await openSubjectDesk({ aws, table, by, why }, process.env);
  try {
    if (ofPerson && nik) return await ofPerson(desk, nik, values);
    return isDecision && id ? await decide(desk, id, command) : await list(desk);
  } finally {
    desk.close();
  }
}

/** On standard input, so that it stands in no shell history and no process list. */
async function nikFromInput(): Promise<Nik> {
  if (process.stdin.isTTY) process.stderr.write("NIK, lalu Ctrl-D / then Ctrl-D: ");
  const nik = parseNik((await text(process.stdin)).trim());
  if (!nik) throw new PartnerStop(`NIK harus 16 angka / A NIK has 16 digits\n${USAGE}`);
  return nik;
}

main().then(
  (answer) => void process.stdout.write(`${answer}\n`),
  (error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const message = error instanceof Error ? error.message : String(error);
    const expected = code === "PARTNER_STOP" || code === "EEXIST" || code.startsWith("ERR_PARSE_ARGS");
    process.stderr.write(`${expected ? message : (error instanceof Error && error.stack) || message}\n`);
    process.exitCode = 1;
  },
);
