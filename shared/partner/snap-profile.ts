import * as z from "zod/mini";

/** A path as the caller sees and signs it. */
const PATH = /^(\/[A-Za-z0-9._~-]{1,32}){1,6}$/;
const publicPath = z.string().check(z.regex(PATH));

/** Where a bank calls our four services, if not below a base path. */
const SnapPaths = z.strictObject({
  token: publicPath,
  inquiry: publicPath,
  payment: publicPath,
  status: publicPath,
});
export type SnapPaths = z.infer<typeof SnapPaths>;

/** A refusal of the standard's list, `xx` standing for the service. Only refusals may be called otherwise: no profile turns a no into a yes. */
const refusalCase = z.string().check(z.regex(/^4\d\dxx\d\d$/));

/** How a partner that speaks SNAP BI differs from the others (snap-bi.md section 8, item 21). Data only: no code per bank. */
export const SnapProfile = z.strictObject({
  /**
   * Which of the standard's two signatures its calls carry (snap-bi.md 2.1, 2.2). Some callers sign client and time alone; whoever sees one such call can pay
   * with it whatever he likes, so there is no value for them (snap-bi.md 8.32).
   */
  signature: z.enum(["symmetric-with-token", "asymmetric-without-token"]),
  /** How the bytes of X-SIGNATURE are written; the other encoding is a wrong signature (snap-bi.md 8.5). */
  signatureEncoding: z.enum(["base64", "hex"]),
  /** Public path prefix as the caller sees and signs it: "/snap" or "". */
  basePath: z.string().check(z.regex(/^(\/[a-z0-9-]{1,32}){0,3}$/)),
  /** Whole public paths of a bank that calls others than the base path and the standard's tails. */
  paths: z.optional(SnapPaths),
  /** The client id that we issued for the token call (X-CLIENT-KEY); starts with the partner's id. */
  clientKey: z.string().check(z.minLength(8), z.maxLength(64)),
  /** X-PARTNER-ID on transaction calls; must belong to the token's client. */
  xPartnerId: z.string().check(z.minLength(1), z.maxLength(36)),
  /** Company code without its padding. */
  partnerServiceId: z.string().check(z.regex(/^\d{1,8}$/)),
  /** With what it is padded on the left to 8: the standard says spaces, some banks send zeros (snap-bi.md 3.1). */
  padding: z.enum(["space", "zero"]),
  /** CHANNEL-ID that the sandbox's own clients send; never a reason to refuse. */
  channelId: z.string().check(z.maxLength(5)),
  /** Two-sided window around the machine's clock for X-TIMESTAMP. */
  skewSeconds: z.number().check(z.int(), z.minimum(30), z.maximum(900)),
  /** Forms of customerNo this bank can type: 16-digit NIK, NIK and two digits of months, or a 13-digit billing code. */
  customerNumberForms: z.array(z.enum(["NIK", "NIK_MONTHS", "BILLING_CODE"])).check(z.minLength(1)),
  /** Names of the grant field that are taken besides `grantType` (midtrans-client sends `grant_type`). */
  grantTypeAliases: z.array(z.enum(["grant_type", "granttype"])),
  /** The same inquiryRequestId and number again: the stored quote, or 4092400. */
  repeatedInquiry: z.enum(["stored-quote", "conflict"]),
  /** The column of the decision matrix for repeats (snap-bi.md 5.2). */
  repeatedPayment: z.enum(["bri", "bca"]),
  /**
   * An aggregator that tells us after it took the money, without having asked for the price: priced at the moment of the payment and booked when the amount equals
   * the price; otherwise ops decide. Never a silent refusal: the cash is already taken (design 5.1).
   */
  paysWithoutInquiry: z.boolean(),
  /** Refusals that the bank expects under another code, by our name of them: `quote-expired` -> `403xx00` (snap-bi.md 4.2). */
  codes: z.record(z.string().check(z.regex(/^[a-z-]{1,32}$/)), refusalCase),
  /** Wordings of responseMessage that the bank compares, by the code that is sent. */
  messages: z.record(
    z.string().check(z.regex(/^\d{3}xx\d\d$/)),
    z.string().check(z.minLength(1), z.maxLength(150)),
  ),
  /** Form of the times that we send. */
  timestampForm: z.enum(["seconds", "milliseconds"]),
  /** What the bank's token parser knows (snap-bi.md 1.2). */
  tokenType: z.enum(["Bearer", "bearer", "BearerToken"]),
  /** Where the bank reads `additionalInfo`. */
  additionalInfoPlace: z.enum(["top-level", "virtual-account-data"]),
  /** The most that we send of what the standard allows more of: BCA shows 30 characters of a name, 5 bills, 9 free texts (snap-bi.md 8.22). */
  sends: z.strictObject({
    nameCharactersMax: z.number().check(z.int(), z.minimum(20), z.maximum(255)),
    billsMax: z.number().check(z.int(), z.minimum(1), z.maximum(24)),
    freeTextsMax: z.number().check(z.int(), z.minimum(0), z.maximum(25)),
  }),
  /** How long an answer may take in all before it is 504; the bank itself gives up at 10 s (snap-bi.md 8.14). */
  answerWithinMs: z.number().check(z.int(), z.minimum(3_000), z.maximum(9_000)),
});
export type SnapProfile = z.infer<typeof SnapProfile>;
