import { openDataDir } from "./data-dir.ts";
import { sendFunctionLogsTo } from "./function-logs.ts";
import { startKanal } from "./kanal.ts";
import { SettingWrong } from "./setting-wrong.ts";
import { welcome } from "./welcome.ts";

/** Ends that a person can do something about; their messages say what. */
const EXPECTED = new Set([
  "DATA_DIR_IN_USE",
  "PORT_TAKEN",
  "ENGINE_MISSING",
  "TABLE_OUTDATED",
  "SETTING_WRONG",
]);

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function settingsOf(args: readonly string[], env: NodeJS.ProcessEnv) {
  const unknown = args.find((arg) => arg !== "--fresh");
  if (unknown) throw new SettingWrong(`Unknown argument ${unknown}. There is one: npm start -- --fresh`);
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new SettingWrong("PORT must be a number from 0 to 65535");
  return {
    dataDir: env.KANAL_DATA_DIR || ".kanal",
    port,
    fresh: args.includes("--fresh"),
    businessNow: env.KANAL_NOW,
    engineUrl: env.AWS_ENDPOINT_URL_DYNAMODB,
  };
}

async function main(): Promise<void> {
  // Everything in the data folder is its owner's, the engine's files included.
  process.umask(0o077);
  const settings = settingsOf(process.argv.slice(2), process.env);
  const { functionLog } = openDataDir(settings.dataDir);
  sendFunctionLogsTo(functionLog);
  const kanal = await startKanal({ ...settings, log: say });
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      // Somebody who presses Ctrl-C twice does not want to wait; nothing is lost either way.
      if (stopping) process.exit(130);
      stopping = true;
      kanal.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
  say(welcome(kanal, functionLog));
}

main().catch((error: unknown) => {
  const expected = error instanceof Error && "code" in error && EXPECTED.has(String(error.code));
  process.stderr.write(
    `${expected ? error.message : (error instanceof Error && error.stack) || String(error)}\n`,
  );
  process.exit(1);
});
