import { parseArgs } from "node:util";
import { addPartner } from "./partner/add-partner.ts";
import { registerAtBank } from "./partner/bank-desk.ts";
import type { PartnerDesk } from "./partner/desk.ts";
import { reportKeys } from "./partner/key-report.ts";
import { openDesk } from "./partner/open-desk.ts";
import { PartnerStop } from "./partner/partner-stop.ts";
import { revokeKey } from "./partner/revoke-key.ts";
import { rotateKey } from "./partner/rotate-key.ts";
import { setForgotten, setRemembered } from "./partner/set-forgotten.ts";
import { setStanding } from "./partner/set-standing.ts";
import { showPartner } from "./partner/show-partner.ts";

const USAGE = `npm run partner -- <perintah / command>

  add <file.json>         daftarkan mitra dari satu berkas / connect a partner from one file
      [--key public.pem] [--algorithm A] [--play] [--replace]
  rotate <partner>        kunci baru, yang lama berakhir / a new key, the old one ends
      --key public.pem | --secret | --secret-file F | --promote <key id>  [--overlap 7d] [--as-next] [--play]
  revoke <partner> <key id>
  suspend <partner>       pembayaran baru ditolak / new payments are refused
  resume <partner>
  forgotten <partner | ALL> --from T --until T   buku dipulihkan: ini yang hilang / the ledger was restored: what is not in it
  remembered <partner | ALL>
  show <partner>          profil, kunci, daftar periksa / profile, keys, checklist  [--certificate F]
  bank-desk <partner>     kredensial kita di bank, untuk SNAP 26 / our credentials at the bank, for SNAP 26
      --file credentials.json  [--replace]
  keys [--partner P]      siapa memakai kunci mana / who signs with what

  --environment sandbox | production   --key-id ID   --protocol snap | h2h   --by NAME   --why | --reason TEXT
  --aws --table NAME [--base-url URL]  (KANAL_KEY_DATA)`;

const OPTIONS = {
  key: { type: "string" },
  secret: { type: "boolean" },
  "secret-file": { type: "string" },
  "key-id": { type: "string" },
  algorithm: { type: "string" },
  protocol: { type: "string" },
  overlap: { type: "string" },
  promote: { type: "string" },
  "as-next": { type: "boolean" },
  play: { type: "boolean" },
  replace: { type: "boolean" },
  file: { type: "string" },
  certificate: { type: "string" },
  "certificate-keys": { type: "string" },
  partner: { type: "string" },
  from: { type: "string" },
  until: { type: "string" },
  environment: { type: "string" },
  aws: { type: "boolean" },
  table: { type: "string" },
  "base-url": { type: "string" },
  by: { type: "string" },
  why: { type: "string" },
  reason: { type: "string" },
} as const;

type Values = ReturnType<typeof readArguments>["values"];

function readArguments() {
  return parseArgs({ options: OPTIONS, allowPositionals: true });
}

const keyOptions = (values: Values) => ({
  ...{ key: values.key, secret: values.secret, algorithm: values.algorithm, protocol: values.protocol },
  ...{ secretFile: values["secret-file"], keyId: values["key-id"], play: values.play },
});

type Command = (desk: PartnerDesk, values: Values, names: readonly string[]) => Promise<string>;

const COMMANDS: Readonly<Record<string, { readonly names: number; readonly run: Command }>> = {
  add: {
    names: 1,
    run: (desk, values, [file = ""]) =>
      addPartner(desk, file, { ...keyOptions(values), replace: values.replace }),
  },
  rotate: {
    names: 1,
    run: (desk, values, [partner = ""]) => {
      const { overlap, promote, "as-next": asNext } = values;
      return rotateKey(desk, partner, { ...keyOptions(values), overlap, promote, asNext });
    },
  },
  revoke: { names: 2, run: (desk, _, [partner = "", key = ""]) => revokeKey(desk, partner, key) },
  suspend: { names: 1, run: (desk, _, [partner = ""]) => setStanding(desk, partner, "suspended") },
  resume: { names: 1, run: (desk, _, [partner = ""]) => setStanding(desk, partner, "active") },
  forgotten: {
    names: 1,
    run: (desk, { from, until }, [who = ""]) => setForgotten(desk, who, { from, until }),
  },
  remembered: { names: 1, run: (desk, _, [who = ""]) => setRemembered(desk, who) },
  show: {
    names: 1,
    run: (desk, { certificate, "certificate-keys": certificateKeys }, [partner = ""]) =>
      showPartner(desk, partner, { certificate, certificateKeys }),
  },
  "bank-desk": {
    names: 1,
    run: (desk, { file, replace }, [partner = ""]) => registerAtBank(desk, partner, { file, replace }),
  },
  keys: { names: 0, run: (desk, { partner }) => reportKeys(desk, partner) },
};

/** Commands that only look say nothing to the audit trail. */
const LOOKS = new Set(["show", "keys"]);

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const [name = "", ...names] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || names.length !== command.names) throw new PartnerStop(USAGE);
  const { table, aws, environment, by, reason } = values;
  const why = values.why ?? reason ?? (LOOKS.has(name) ? "-" : undefined);
  const where = LOOKS.has(name) ? (environment ?? "sandbox") : environment;
  const options = { table, aws, by, why, environment: where, baseUrl: values["base-url"] };
  const desk = await openDesk(options, process.env);
  try {
    process.stdout.write(`${await command.run(desk, values, names)}\n`);
  } finally {
    desk.close();
  }
}

main().catch((error: unknown) => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : String(error);
  const expected = code === "PARTNER_STOP" || code.startsWith("ERR_PARSE_ARGS");
  process.stderr.write(`${expected ? message : (error instanceof Error && error.stack) || message}\n`);
  process.exitCode = 1;
});
