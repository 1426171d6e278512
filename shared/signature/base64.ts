const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Decodes standard base64 with its padding and nothing around it (RFC 4648 section 4). Undefined for any other text, unused bits that
 * are not zero included: Node's own decoder skips what it does not know, so many texts would stand for one signature (snap-bi.md 8.5).
 */
export function decodeBase64(text: string): Buffer | undefined {
  if (!BASE64.test(text)) return undefined;
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}
