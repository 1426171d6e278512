import { createHash, createHmac, generateKeyPairSync, sign } from "node:crypto";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { formatInstant, instant } from "../../shared/calendar/calendar.ts";
import { SNAP_SERVICES, type SnapService } from "../../shared/protocol/snap/service.ts";
import type { TestLedger } from "../engine/test-ledger.ts";
import { bank, NUMBERS, next, proxyEvent, type Reply, SECRET } from "../functions/partner-api/bank.ts";
import { insuredBank } from "../functions/partner-api/insured-bank.ts";
import { BRI_SNAP } from "../protocol/snap/bri-profile.ts";
import { type BodyChange, type BodyFields, changed } from "./bad-body.ts";
import type { EnvelopeChange } from "./bad-envelope.ts";

/** A request that went wrong somewhere between a bank's database and our edge, or that somebody tries. */
export interface BadRequest {
  readonly service: SnapService;
  readonly body: BodyChange;
  readonly envelope: EnvelopeChange;
}

/** Price of one discounted month at the lowest income, as it is written on the wire. */
const PRICE = '{"value":"8400.00","currency":"IDR"}';
const RSA = generateKeyPairSync("rsa", { modulusLength: 2048 });
const CALM_MS = 10_000;

/** A bank with a worker, a standing quote of his next month, and tokens of every kind: each request is good but for its change. */
export async function fuzzBank(table: TestLedger) {
  const bri = await insuredBank(table);
  const publicKeyPem = RSA.publicKey.export({ format: "pem", type: "spki" }).toString();
  bri.credentials = [
    ...bri.credentials,
    { kind: "rsa-public-key", keyId: "rsa-2", state: "active", publicKeyPem },
  ];
  const tokens = await tokensOf(bri);
  let quoted: string | undefined;

  /** A reference whose quote stands and that no payment has used up. */
  async function reference(): Promise<string> {
    if (quoted !== undefined) return quoted;
    quoted = next("FUZZ");
    const { body } = await bri.inquire({ ...NUMBERS, inquiryRequestId: quoted, additionalInfo: {} });
    if (body.responseCode !== "2002400") throw new Error(`no quote: ${body.responseCode}`);
    return quoted;
  }

  return {
    bri,
    tokens,
    async goodBody(service: SnapService): Promise<BodyFields> {
      if (service === "token") return { grantType: '"client_credentials"' };
      const numbers = Object.fromEntries(
        Object.entries(NUMBERS).map(([name, text]) => [name, JSON.stringify(text)]),
      );
      if (service === "inquiry") return { ...numbers, inquiryRequestId: JSON.stringify(next("INQ")) };
      const paymentRequestId = JSON.stringify(await reference());
      return service === "status"
        ? { ...numbers, paymentRequestId }
        : { ...numbers, paymentRequestId, paidAmount: PRICE, flagAdvise: '"N"' };
    },
    async send({ service, body, envelope }: BadRequest, good: BodyFields): Promise<Reply> {
      bri.lines.length = 0;
      bri.events.length = 0;
      bri.remainingMs = envelope.kind === "hurry" ? envelope.remainingMs : CALM_MS;
      const reply = await bri.send(
        eventOf(service, changed(good, body), changed(good, { kind: "none" }), envelope, tokens),
      );
      bri.remainingMs = CALM_MS;
      // A refusal is kept and would be given to every later payment of the same reference.
      if (service === "payment" && /^(404|409|500)/.test(reply.body.responseCode)) quoted = undefined;
      return reply;
    },
  };
}

export type FuzzBank = Awaited<ReturnType<typeof fuzzBank>>;

async function tokensOf(bri: Awaited<ReturnType<typeof insuredBank>>) {
  const good = (await bri.askToken()).body.accessToken;
  const foreign = (await (await bank()).askToken()).body.accessToken;
  const now = bri.machineNow;
  bri.machineNow = instant(now - 20 * 60_000);
  const expired = (await bri.askToken()).body.accessToken;
  bri.machineNow = now;
  return { good, foreign, expired, nobody: "" };
}

type Tokens = Awaited<ReturnType<typeof tokensOf>>;

function tokenOf(tokens: Tokens, envelope: EnvelopeChange): string {
  if (envelope.kind === "token") return tokens[envelope.of];
  if (envelope.kind === "token-text") return envelope.text;
  if (envelope.kind !== "token-letter") return tokens.good;
  // Not the last letter: some of its bits mean nothing.
  const at = Math.floor(envelope.at * (tokens.good.length - 2));
  const letter = tokens.good[at] === envelope.letter ? "B" : envelope.letter;
  return tokens.good.slice(0, at) + letter + tokens.good.slice(at + 1);
}

const NOW = formatInstant(instant(Date.parse("2026-11-20T10:00:00+07:00")));

function eventOf(
  service: SnapService,
  body: Buffer,
  goodBody: Buffer,
  envelope: EnvelopeChange,
  tokens: Tokens,
): APIGatewayProxyEvent {
  const path = envelope.kind === "path" ? envelope.path : `/snap${SNAP_SERVICES[service].tail}`;
  const method = envelope.kind === "method" ? envelope.method : "POST";
  const timestamp = envelope.kind === "timestamp" ? envelope.text : NOW;
  const token = tokenOf(tokens, envelope);
  const forged = envelope.kind === "signature" ? envelope.with : undefined;
  const hash = createHash("sha256")
    .update(forged === "good-body" ? goodBody : body)
    .digest("hex");
  const text =
    service === "token"
      ? `${BRI_SNAP.clientKey}|${timestamp}`
      : `${method}:${path}:${token}:${hash}:${timestamp}`;
  const secret = forged === "guessed-secret" ? "guess" : SECRET;
  const headers: Record<string, string | undefined> = {
    "Content-Type": "application/json",
    "X-TIMESTAMP": timestamp,
    ...(service === "token"
      ? {
          "X-CLIENT-KEY": BRI_SNAP.clientKey,
          "X-SIGNATURE": sign("sha256", Buffer.from(text + (forged ? "!" : "")), RSA.privateKey).toString(
            "base64",
          ),
        }
      : {
          Authorization: `Bearer ${token}`,
          "X-SIGNATURE": createHmac("sha512", secret).update(text).digest("base64"),
          "X-PARTNER-ID": BRI_SNAP.xPartnerId,
          "X-EXTERNAL-ID": next("EXT"),
          "CHANNEL-ID": BRI_SNAP.channelId,
        }),
    ...(envelope.kind === "header" && { [envelope.name]: envelope.value }),
  };
  const query = envelope.kind === "query" ? { query: { [envelope.name]: envelope.value } } : {};
  return withHeaders(proxyEvent({ method, path, headers, body, ...query }), envelope);
}

/** What API Gateway makes of doubled and of oddly written header names. */
function withHeaders(event: APIGatewayProxyEvent, envelope: EnvelopeChange): APIGatewayProxyEvent {
  const { multiValueHeaders } = event;
  if (envelope.kind === "lower-case-names") {
    const entries = Object.entries(multiValueHeaders).map(([name, values]) => [name.toLowerCase(), values]);
    return { ...event, multiValueHeaders: Object.fromEntries(entries) };
  }
  if (envelope.kind !== "doubled") return event;
  const values = multiValueHeaders[envelope.name] ?? [];
  const doubled =
    envelope.how === "values"
      ? { [envelope.name]: [...values, ...values] }
      : { [envelope.name.toLowerCase()]: values };
  return { ...event, multiValueHeaders: { ...multiValueHeaders, ...doubled } };
}
