#!/usr/bin/env node
/**
 * Prints a sandbox partner's credentials as shell variables, for the curl examples:
 *
 *   eval "$(node docs/partners/examples/credentials.mjs bri)"
 *
 * They come from .kanal/sandbox.json, which `npm start` writes; KANAL_DATA_DIR moves the folder. KANAL_NIK is a sample worker who has never paid,
 * KANAL_FIRST_TRIES a folder in which the shell examples remember when each payment was first tried.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const partnerId = process.argv[2] ?? "";
const dataDir = process.env.KANAL_DATA_DIR ?? ".kanal";
const file = join(dataDir, "sandbox.json");
if (!existsSync(file)) {
  console.error(
    `There is no ${file}: start the sandbox first (npm start), and run this in the project's folder`,
  );
  process.exit(1);
}
const sandbox = JSON.parse(readFileSync(file, "utf8"));
const partner = sandbox.partners.find((each) => each.partnerId === partnerId);
if (!partner) {
  console.error(
    `No partner ${partnerId}. There are: ${sandbox.partners.map((each) => each.partnerId).join(", ")}`,
  );
  process.exit(1);
}
const worker = sandbox.members.find((each) => each.state === "never-paid");
const shellName = (name) => `KANAL_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
const quoted = (text) => `'${String(text).replaceAll("'", "'\\''")}'`;

// Not every partner has these; those of the partner before must not stay.
console.log("unset KANAL_SIGNATURE KANAL_PRIVATE_KEY_PEM KANAL_SECRET");
// Named by the credentials, which a sandbox begun anew makes anew: its references are free again.
const sandboxMark = createHash("sha256").update(JSON.stringify(partner)).digest("hex").slice(0, 8);
const firstTries = resolve(dataDir, "first-tries", sandboxMark);
const values = { ...partner, baseUrl: sandbox.baseUrl, nik: worker?.nik, firstTries };
for (const [name, value] of Object.entries(values)) {
  if (typeof value === "string") console.log(`export ${shellName(name)}=${quoted(value)}`);
}
