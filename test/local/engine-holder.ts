/** Started by a test and killed: a gateway that dies and leaves its engine behind. */
import { openDataDir } from "../../infra/local/data-dir.ts";
import { startEngine } from "../../infra/local/engine/engine.ts";

const engine = await startEngine(openDataDir(process.argv[2] ?? ""), () => undefined);
process.stdout.write(`ready ${engine.url}\n`);
setInterval(() => undefined, 1_000);
