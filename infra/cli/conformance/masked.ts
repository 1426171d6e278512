/** Header fields whose values let somebody act as the partner, or as the gateway. */
const SECRET_HEADERS = /^(authorization|x-signature|signature|x-client-secret)$/i;

/** What is left of a secret: enough to tell two apart, too little to use. */
const stub = (value: string) =>
  value.length > 16 ? `${value.slice(0, 8)}... (${value.length} characters)` : value;

/** Masks every run of 16 or more digits, as a NIK and every virtual account number have; the last four stay. */
export const maskedDigits = (text: string) =>
  text.replace(/\d{16,}/g, (digits) => "*".repeat(digits.length - 4) + digits.slice(-4));

/** A message as text for a report: start line, headers, blank line, body, with secrets stubbed and numbers masked. */
export function maskedMessage(
  startLine: string,
  headers: Iterable<readonly [string, string]>,
  body: string,
): string {
  const lines = [...headers].map(
    ([name, value]) => `${name}: ${SECRET_HEADERS.test(name) ? stub(value) : maskedDigits(value)}`,
  );
  return [maskedDigits(startLine), ...lines, "", maskedBody(body)].join("\n").trimEnd();
}

const SECRET_FIELDS = /("(?:accessToken|passApp|clientSecret)"\s*:\s*")([^"]+)"/g;
const NAME_FIELDS = /("(?:virtualAccountName|name)"\s*:\s*")([^"]+)"/g;

/** A token wherever it stands: the sandbox's explanation of a signature quotes the text that was signed. */
const TOKENS = /eyJ[\w-]+\.[\w-]+\.[\w-]+/g;

function maskedBody(body: string): string {
  const stubbed = body
    .replace(TOKENS, stub)
    .replace(SECRET_FIELDS, (_, head: string, value: string) => `${head}${stub(value)}"`);
  const unnamed = stubbed.replace(
    NAME_FIELDS,
    (_, head: string, value: string) => `${head}${value.replace(/(?<=\p{L})\p{L}/gu, "*")}"`,
  );
  return maskedDigits(unnamed);
}
