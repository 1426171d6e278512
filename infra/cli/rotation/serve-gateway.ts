import { startKanal } from "../../local/kanal.ts";

/** Serves the gateway over the folder that is named, without samples, until whoever started it lets go of the input. */
const [dataDir = ""] = process.argv.slice(2);
const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
const kanal = await startKanal({ dataDir, seed: false, businessNow: `${today}T10:00:00+07:00` });
process.stdout.write(`ready ${kanal.baseUrl} ${kanal.engineUrl}\n`);
process.stdin.resume();
process.stdin.once("end", () => {
  kanal.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
