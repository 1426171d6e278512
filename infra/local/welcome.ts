import { relative } from "node:path";
import type { LocalKanal } from "./kanal.ts";
import { readSandboxFile } from "./sandbox/sandbox-file.ts";

/** What the terminal shows when the gateway is ready: where it is and what to try next. Only what works is named. */
export function welcome(kanal: LocalKanal, logFile: string): string {
  const worker = readSandboxFile(kanal.sandboxFile)?.members.find((member) => member.state === "never-paid");
  return `
Kanal is ready: ${kanal.baseUrl}

  The till in a browser   ${kanal.baseUrl}/sandbox/till
  The console of ops      ${kanal.baseUrl}/ops     (pick who you are; tokens for /ops/api are in sandbox.json)
  Pay as a till does      npm run till -- --partner indomaret --nik <NIK> --months 3
                          (${worker ? "sample NIKs, and the partners' credentials," : "credentials"} are in ${shown(kanal.sandboxFile)})
  Speak SNAP BI yourself  POST ${kanal.baseUrl}/snap/v1.0/access-token/b2b     (bri)
                          POST ${kanal.baseUrl}/v1.0/access-token/b2b          (bni)
                          then /v1.0/transfer-va/inquiry, /payment, /status behind the same base
  Speak H2H yourself      POST ${kanal.baseUrl}/h2h/v1/inquiries               (pos, indomaret, alfamart)
                          then /payments, /payments/<reference>, /payments/<reference>/reversal, /members/lookup
  Why was it refused?     ${kanal.baseUrl}/sandbox/partners     each partner's last requests
  Hand in the day's file  npm run settlement -- make --partner indomaret --differences
  Read the reference      ${kanal.baseUrl}/docs     (OpenAPI: /openapi.json; first steps: docs/partners/quick-start.md)
  Public keys             GET  ${kanal.baseUrl}/.well-known/jwks.json

  Make things happen      curl -X PUT ${kanal.baseUrl}/sandbox/clock -d '{"now": "2026-12-31T23:59:30+07:00"}'
                          curl -X PUT ${kanal.baseUrl}/sandbox/core -d '{"mode": "down"}'      up, down, slow, reject
                          curl -X PUT ${kanal.baseUrl}/sandbox/answers -d '{"loseNext": 1}'
                          curl ${kanal.baseUrl}/sandbox

  Logs of the functions   ${shown(logFile)}
  Begin empty             npm start -- --fresh
  Stop                    Ctrl-C (nothing is lost)
`;
}

/** A path as short as it can be read from here. */
function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
}
