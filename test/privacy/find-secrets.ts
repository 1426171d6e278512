import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A text that must not stand anywhere, and what it is. The text itself is never part of a finding. */
export interface Needle {
  readonly what: string;
  readonly text: string;
}

export interface Finding {
  readonly what: string;
  readonly form: string;
  readonly file: string;
}

/**
 * The core of a text's base64 at each of the three alignments it can have inside a longer encoded text; what depends on its neighbours is cut off.
 */
function base64Cores(text: string, encoding: "base64" | "base64url"): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString(encoding);
    return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
}

/** Every way in which a text would give itself away: as it is, base64, and URL-encoded. */
function formsOf(text: string): [form: string, bytes: Buffer][] {
  const forms: [string, string][] = [
    ["plain", text],
    ["url-encoded", encodeURIComponent(text)],
    ["form-encoded", new URLSearchParams({ t: text }).toString().slice(2)],
    ...base64Cores(text, "base64").map((core): [string, string] => ["base64", core]),
    ...base64Cores(text, "base64url").map((core): [string, string] => ["base64url", core]),
  ];
  return forms.map(([form, core]) => [form, Buffer.from(core)]);
}

/** Searches the raw bytes and the names of all files under the folders. */
export function findSecrets(
  folders: readonly string[],
  needles: readonly Needle[],
  exempt: readonly string[],
): Finding[] {
  const findings: Finding[] = [];
  for (const file of folders.flatMap(filesUnder)) {
    if (exempt.includes(file)) continue;
    const bytes = Buffer.concat([Buffer.from(`${file}\n`), readFileSync(file)]);
    for (const { what, text } of needles) {
      for (const [form, core] of formsOf(text)) {
        if (bytes.includes(core)) findings.push({ what, form, file });
      }
    }
  }
  return findings;
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
