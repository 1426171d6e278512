import midtrans from "midtrans-client";

/** What sandbox.json gives a SNAP partner. */
export interface SnapCredentials {
  readonly partnerId: string;
  readonly basePath: string;
  readonly clientKey: string;
  readonly clientSecret: string;
  readonly privateKeyPem: string;
  readonly xPartnerId: string;
  readonly partnerServiceId: string;
  readonly channelId: string;
}

/** The fields of our answers that a bank acts on. */
export interface BankAnswer {
  readonly responseCode?: string;
  readonly accessToken?: string;
  readonly virtualAccountData?: {
    readonly virtualAccountName?: string;
    readonly totalAmount?: { readonly value: string; readonly currency: string };
    readonly paymentFlagStatus?: string;
    readonly inquiryStatus?: string;
    readonly inquiryReason?: { readonly english: string; readonly indonesia: string };
    readonly paymentFlagReason?: { readonly english: string; readonly indonesia: string };
    readonly paymentRequestId?: string;
  };
  readonly additionalInfo?: Readonly<Record<string, unknown>>;
}

let messages = 0;

/**
 * A bank that we did not write: midtrans-client signs, mints and sends everything. It is pointed at the gateway by its own static settings (its path
 * statics begin with `/v1.0`, BRI's public prefix is `/snap`); it sends `grant_type` and millisecond `Z` times, re-serialises bodies, and hashes
 * what it serialised.
 */
export function midtransBank(baseUrl: string, credentials: SnapCredentials) {
  const { SnapBi, SnapBiConfig } = midtrans;
  const path = (tail: string) => `${credentials.basePath}/v1.0/${tail}`;

  function configure(): void {
    SnapBiConfig.SNAP_BI_SANDBOX_BASE_URL = baseUrl;
    SnapBiConfig.snapBiClientId = credentials.clientKey;
    SnapBiConfig.snapBiClientSecret = credentials.clientSecret;
    SnapBiConfig.snapBiPrivateKey = credentials.privateKeyPem;
    SnapBiConfig.snapBiPartnerId = credentials.xPartnerId;
    SnapBiConfig.snapBiChannelId = credentials.channelId;
    SnapBi.ACCESS_TOKEN = path("access-token/b2b");
    SnapBi.VA_STATUS = path("transfer-va/status");
  }

  /** Message numbers are single-use within a day. */
  const externalId = () => `${Date.now()}${String(++messages).padStart(4, "0")}`;

  const number = (customerNo: string) => ({
    partnerServiceId: credentials.partnerServiceId,
    customerNo,
    virtualAccountNo: credentials.partnerServiceId + customerNo,
  });

  async function send(tail: string, body: unknown, id = externalId()): Promise<BankAnswer> {
    configure();
    const request = SnapBi.va().withBody(body).withTimeout(10_000);
    request.apiPath = path(tail);
    return (await request.createConnection(id)) as BankAnswer;
  }

  return {
    async token(): Promise<BankAnswer> {
      configure();
      return (await SnapBi.va().getAccessToken()) as BankAnswer;
    },
    inquire: (customerNo: string, inquiryRequestId: string, more: object = {}) =>
      send("transfer-va/inquiry", {
        ...number(customerNo),
        inquiryRequestId,
        channelCode: 6011,
        trxDateInit: "2026-11-20T09:14:05+07:00",
        additionalInfo: {},
        ...more,
      }),
    pay: (customerNo: string, paymentRequestId: string, value: string, more: object = {}, id?: string) =>
      send(
        "transfer-va/payment",
        {
          ...number(customerNo),
          virtualAccountName: "dari  bank é 漢",
          paymentRequestId,
          paidAmount: { value, currency: "IDR" },
          totalAmount: { value, currency: "IDR" },
          trxDateTime: "2026-11-20T09:15:11+07:00",
          referenceNo: "70011204431",
          flagAdvise: "N",
          additionalInfo: {},
          ...more,
        },
        id,
      ),
    async status(customerNo: string, paymentRequestId: string): Promise<BankAnswer> {
      configure();
      const body = {
        ...number(customerNo),
        inquiryRequestId: paymentRequestId,
        paymentRequestId,
        additionalInfo: {},
      };
      return (await SnapBi.va().withBody(body).withTimeout(10_000).getStatus(externalId())) as BankAnswer;
    },
  };
}
