import { createSecretKey, generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from "node:crypto";
import type { APIGatewayProxyEvent, Context } from "aws-lambda";
import { createSigner, createVerifier, httpbis } from "http-message-signatures";
import type { RequestLine } from "../../../functions/request-log.ts";
import { businessDate, formatInstant, type Instant, instant } from "../../../shared/calendar/calendar.ts";
import type { MembershipRegister } from "../../../shared/core/register.ts";
import type { Ledger } from "../../../shared/ledger/ledger.ts";
import type { Member, Nik } from "../../../shared/member/member.ts";
import { memberKeyOf } from "../../../shared/member/member-key.ts";
import { putMember } from "../../../shared/member/member-store.ts";
import { rupiah } from "../../../shared/money/rupiah.ts";
import type { H2hCredential } from "../../../shared/partner/credential.ts";
import { PartnerId, type PartnerProfile } from "../../../shared/partner/partner.ts";
import { credentialItem, partnerItem } from "../../../shared/partner/partner-item.ts";
import { embeddedRegister } from "../../../shared/registration/embedded-register.ts";
import { contentDigest } from "../../../shared/signature/content-digest.ts";
import { newKeyring } from "../../engine/keyring.ts";
import type { TestLedger } from "../../engine/test-ledger.ts";
import { placeOf, USUAL_TERMS } from "../../partner/sample-profile.ts";
import { NIK, next, proxyEvent } from "./bank.ts";

const { createHandler } = await import("../../../functions/partner-api/handler.ts");
const { createHandler: createMemberDesk } = await import("../../../functions/member-desk/handler.ts");

/** Which of the two functions API Gateway would call. */
const MEMBERS = /^\/h2h\/v1\/(members\/.*|registrations|billing-codes)$/;

const edwards = generateKeyPairSync("ed25519");
const PRIVATE_PEM = edwards.privateKey.export({ type: "pkcs8", format: "pem" }).toString();

export const SHOP_KEY: H2hCredential = {
  kind: "h2h-public-key",
  keyId: "indomaret-1",
  state: "active",
  algorithm: "ed25519",
  publicKeyPem: edwards.publicKey.export({ type: "spki", format: "pem" }).toString(),
};

export const INDOMARET: PartnerProfile = {
  partnerId: PartnerId.parse("indomaret"),
  name: "PT Indomarco Prismatama",
  ...USUAL_TERMS,
  channels: [placeOf("INDOMARET")],
  h2h: { skewSeconds: 300 },
};

/** Another one of its kind: for what one partner must not see of another. */
export const ALFAMART: PartnerProfile = {
  ...INDOMARET,
  partnerId: PartnerId.parse("alfamart"),
  channels: [placeOf("ALFAMART")],
};

/** What a caller may do differently from a well-behaved shop. */
export interface Deviation {
  /** Headers besides ours, before it signs; undefined takes one of ours away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** What it covers, when not all that it has to. */
  readonly covers?: readonly string[];
  /** Signature parameters; null leaves one out. */
  readonly params?: Readonly<Record<string, string | number | Date | null>>;
  /** What is done to the headers once they are signed. */
  readonly tampered?: (headers: Record<string, string>) => Record<string, string>;
  /** What arrives, when it is not what was signed. */
  readonly arrives?: Partial<{ method: string; path: string; body: string; query: Record<string, string> }>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Record<string, unknown> & { type?: string; status?: number };
  readonly text: string;
  /** The name at the end of the problem's type. */
  readonly problem: string | undefined;
  /** Says whether the answer's signature holds for the request that was sent, by a library that is not ours. */
  readonly isGenuine: boolean | null;
}

/** A minimarket and the deployed handler it calls over a real table, requests signed and answers verified by `http-message-signatures`. */
export async function shop(
  { ledger }: TestLedger,
  options: {
    readonly profile?: PartnerProfile;
    readonly credentials?: readonly H2hCredential[];
    readonly keys?: Awaited<ReturnType<typeof newKeyring>>;
    readonly register?: (feedKey: KeyObject) => MembershipRegister;
    readonly between?: (real: Ledger) => Ledger;
  } = {},
) {
  const keys = options.keys ?? (await newKeyring());
  const world = {
    profile: options.profile ?? INDOMARET,
    credentials: options.credentials ?? [SHOP_KEY],
    businessNow: instant(Date.parse("2026-11-20T10:00:00+07:00")) as Instant,
    lines: [] as RequestLine[],
    /** The keys whose use was noted; it is written beside the request, and so not here. */
    uses: [] as string[],
    remainingMs: 10_000,
  };
  const registry = () => [
    partnerItem(world.profile),
    ...world.credentials.map((credential) => credentialItem(keys, world.profile.partnerId, credential)),
  ];
  const real: Ledger = {
    ...ledger,
    readRange: (range) =>
      range.partition === "PARTNERS" ? Promise.resolve(registry()) : ledger.readRange(range),
  };
  const feedKey = createSecretKey(randomBytes(32));
  const membership = options.register?.(feedKey) ?? embeddedRegister(feedKey);
  const parts = {
    keys,
    // Answers are verified by a library that looks at the machine's own clock.
    clock: { businessNow: () => world.businessNow, machineNow: () => instant(Date.now()) },
    ids: { next: () => next("KANAL").padEnd(26, "X") },
    ledger: options.between?.(real) ?? real,
    log: (line: RequestLine) => void world.lines.push(line),
    uses: {
      note: (_: unknown, keyId: string) => void world.uses.push(keyId),
      takeFailures: () => ({}),
    },
  };
  const [money, members] = [
    createHandler(parts),
    createMemberDesk({ ...parts, register: membership, keys: { ...keys, feedKey } }),
  ];

  async function call(
    method: string,
    path: string,
    content?: unknown,
    deviation: Deviation = {},
  ): Promise<Reply> {
    const body = content === undefined ? "" : typeof content === "string" ? content : JSON.stringify(content);
    const url = `https://partners.example${path}`;
    const headers = withoutAbsent({
      Host: "partners.example",
      ...(body !== "" && {
        "Content-Type": "application/json",
        "Content-Digest": contentDigest(Buffer.from(body)),
      }),
      ...deviation.headers,
    });
    const own = Object.keys(headers).map((name) => name.toLowerCase());
    const covers = deviation.covers ?? ["@method", "@path", ...own.filter((name) => name !== "host")];
    const { params = {} } = deviation;
    const signed = await httpbis.signMessage(
      {
        key: createSigner(PRIVATE_PEM, "ed25519", "indomaret-1"),
        fields: [...covers],
        params: ["created", "keyid", "alg", ...Object.keys(params)].filter((name) => params[name] !== null),
        paramValues: params,
      },
      { method, url, headers },
    );
    const sent = deviation.tampered?.({ ...(signed.headers as Record<string, string>) }) ?? signed.headers;
    const event = proxyEvent({
      method,
      path,
      body,
      headers: sent as Record<string, string>,
      ...deviation.arrives,
    });
    return send(event, { method, url, headers: sent as Record<string, string> });
  }

  async function send(
    event: APIGatewayProxyEvent,
    asked: { method: string; url: string; headers: Record<string, string> },
  ): Promise<Reply> {
    const context = { getRemainingTimeInMillis: () => world.remainingMs } as Context;
    const answer = await (MEMBERS.test(event.path) ? members : money)(event, context);
    const body = JSON.parse(answer.body);
    const verify = createVerifier(
      keys.answerKey.publicKey.export({ type: "spki", format: "pem" }).toString(),
      "ed25519",
    );
    const replyHeaders = answer.headers as Record<string, string>;
    const isGenuine = await httpbis.verifyMessage(
      { keyLookup: async ({ keyid }) => (keyid === keys.answerKey.keyId ? { verify } : null) },
      { status: answer.statusCode, headers: replyHeaders },
      asked,
    );
    return {
      status: answer.statusCode,
      headers: replyHeaders,
      body,
      text: answer.body,
      problem: typeof body.type === "string" ? body.type.split("/").at(-1) : undefined,
      isGenuine,
    };
  }

  async function register(facts: Partial<Member> = {}, nik = NIK as Nik) {
    await putMember(ledger, keys, {
      memberKey: memberKeyOf(keys.nikHashKey, nik),
      version: 1,
      segment: "BPU",
      standing: "registered",
      programmes: ["JKK", "JKM"],
      sector: "OTHER",
      bpuCategory: "PEKERJA_MANDIRI",
      identity: {
        nik,
        kpj: "12345678901",
        name: "Siti Rahayu",
        birthDate: businessDate("1985-03-15"),
        declaredMonthlyIncome: rupiah(1_000_000),
      },
      ...facts,
    } as Member);
  }
  await register();

  const inquire = (months = 1, deviation?: Deviation) =>
    call("POST", "/h2h/v1/inquiries", inquiryBody({ months }), deviation);
  return Object.assign(world, {
    keys,
    call,
    send,
    register,
    inquire,
    /** Inquires and makes the body of the payment for it. */
    async quotedPayment(months = 1, more: Record<string, unknown> = {}) {
      const { body } = await inquire(months);
      return paymentBody({ inquiryId: body.inquiryId, amount: body.totalAmount, ...more });
    },
    pay: (body: unknown, deviation?: Deviation) => call("POST", "/h2h/v1/payments", body, deviation),
    ask: (reference: unknown, deviation?: Deviation) =>
      call("GET", `/h2h/v1/payments/${reference}`, undefined, deviation),
    reverse: (reference: unknown, more: Record<string, unknown> = {}, deviation?: Deviation) =>
      call(
        "POST",
        `/h2h/v1/payments/${reference}/reversal`,
        { reason: "WRONG_NUMBER", reversedAt: formatInstant(world.businessNow), ...more },
        deviation,
      ),
    lookUp: (value: string, more: Record<string, unknown> = {}, deviation?: Deviation) =>
      call("POST", "/h2h/v1/members/lookup", { customerNumber: { type: "NIK", value }, ...more }, deviation),
    enrol: (form: unknown) => call("POST", "/h2h/v1/registrations", form),
    askCode: (value: string, more: Record<string, unknown> = {}) =>
      call("POST", "/h2h/v1/billing-codes", { customerNumber: { type: "NIK", value }, months: 1, ...more }),
    moveTo(time: string) {
      world.businessNow = instant(Date.parse(time));
    },
  });
}

export type Shop = Awaited<ReturnType<typeof shop>>;

const withoutAbsent = (headers: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

export const TERMINAL = { storeId: "T0AB", tillId: "02" };

export const inquiryBody = (more: Record<string, unknown> = {}) => ({
  customerNumber: { type: "NIK", value: NIK },
  months: 1,
  terminal: TERMINAL,
  ...more,
});

export const paymentBody = (more: Record<string, unknown> = {}) => ({
  paymentReference: `PAY-${randomUUID()}`,
  inquiryId: "KANAL-NONE",
  amount: 8_400,
  paidAt: "2026-11-20T10:00:01+07:00",
  terminal: TERMINAL,
  ...more,
});
