import { readFileSync } from "node:fs";
import { PartnerStop } from "./partner-stop.ts";

/**
 * Reads a file that should be JSON. `mayQuote`: whether the parser's own message may be shown, which quotes the text around the fault; in a file of credentials
 * that is a secret.
 * @throws PartnerStop where it cannot be read or is not JSON
 */
export function readJsonFile(file: string, { mayQuote }: { readonly mayQuote: boolean }): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new PartnerStop(`Berkas tidak terbaca / Cannot read the file: ${file}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const where = mayQuote && error instanceof SyntaxError ? `: ${error.message}` : "";
    throw new PartnerStop(`${file} bukan JSON / is not JSON${where}`);
  }
}
