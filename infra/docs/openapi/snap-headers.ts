import type { Json } from "./json.ts";

const header = (name: string, description: string, example: string): Json => ({
  name,
  in: "header",
  required: true,
  description,
  schema: { type: "string" },
  example,
});

/** Headers that a SNAP call carries, as the document's parameters. `Authorization` is the security scheme's own. */
export const SNAP_PARAMETERS = {
  XTimestamp: header(
    "X-TIMESTAMP",
    "The time of the call, RFC 3339 with its offset, within your profile's window of the real time; signed as it is written.",
    "2026-11-20T09:14:05+07:00",
  ),
  XClientKey: header("X-CLIENT-KEY", "The client id that we issued to you.", "bank-sandbox-01"),
  XSignature: header(
    "X-SIGNATURE",
    "Token call: RSA (SHA-256, PKCS #1 v1.5) over `clientKey|timestamp`. Others: HMAC-SHA512 over `METHOD:path:token:bodyHash:timestamp`, or by profile RSA over `METHOD:path:bodyHash:timestamp`. The body hash is lower-case hex SHA-256 of the body as sent. Base64, or hex by profile.",
    "Zm9yIHRoZSBmb3JtIG9ubHk=",
  ),
  XPartnerId: header(
    "X-PARTNER-ID",
    "The partner id that we issued to you; has to belong to the token's client.",
    "BANKKANAL01",
  ),
  XExternalId: {
    ...header(
      "X-EXTERNAL-ID",
      "Your number for this message: new for each request of a day (WIB) and service.",
      "20261120091405000431",
    ),
    schema: { type: "string", pattern: "^[A-Za-z0-9-]{1,36}$" },
  },
  ChannelId: header("CHANNEL-ID", "The kind of place at which the customer stands.", "00003"),
} as const satisfies Record<string, Json>;

/** Headers of SNAP answers, as the document's headers. */
export const SNAP_HEADERS = {
  XTimestamp: {
    description: "The machine's time, on every answer.",
    schema: { type: "string", format: "date-time" },
    example: "2026-11-20T09:14:06+07:00",
  },
  XClientKey: { description: "Yours, repeated.", schema: { type: "string" }, example: "bank-sandbox-01" },
} as const satisfies Record<string, Json>;

export const snapParameter = (name: keyof typeof SNAP_PARAMETERS): Json => ({
  $ref: `#/components/parameters/${name}`,
});

export const snapHeader = (name: keyof typeof SNAP_HEADERS): Json => ({
  $ref: `#/components/headers/${name}`,
});
