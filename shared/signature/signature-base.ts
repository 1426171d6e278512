import { type SfInnerList, type SfItem, writeInnerList, writeItem } from "./structured-fields.ts";

/** What of a request can be signed; the path as the caller wrote it, headers by lower-case name. */
export interface SignableRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: ReadonlyMap<string, string>;
}

/** An answer together with the request it answers: components with `;req` are the request's (RFC 9421 section 2.4). */
export interface SignableAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly request: SignableRequest;
}

export type SignatureBase =
  | { readonly kind: "base"; readonly text: string }
  /** A component that is not in the message, or that this profile does not take. */
  | { readonly kind: "component-absent"; readonly component: string };

/** Default ports are no part of `@authority` (RFC 9421 section 2.2.3). */
const DEFAULT_PORT = /:(?:80|443)$/;

/**
 * The text that is signed (RFC 9421 section 2.5), for a strict profile: `@method`, `@path`, `@query` (always `?`, since partner routes take no
 * query), `@authority`, `@status` and whole header fields; of the parameters only `req`.
 */
export function signatureBase(
  covered: SfInnerList,
  message: SignableRequest | SignableAnswer,
): SignatureBase {
  const lines: string[] = [];
  for (const item of covered.items) {
    const value = componentValue(item, message);
    if (value === undefined) return { kind: "component-absent", component: writeItem(item) };
    lines.push(`${writeItem(item)}: ${value}`);
  }
  return { kind: "base", text: [...lines, `"@signature-params": ${writeInnerList(covered)}`].join("\n") };
}

function componentValue(
  { bare, parameters }: SfItem,
  message: SignableRequest | SignableAnswer,
): string | undefined {
  const [parameter, ...more] = parameters.keys();
  if (bare.type !== "string" || more.length > 0) return undefined;
  if (parameter === undefined) {
    if (!("status" in message)) return requestValue(bare.value, message);
    return bare.value === "@status" ? String(message.status) : fieldValue(bare.value, message.headers);
  }
  const isBound = parameter === "req" && parameters.get(parameter)?.value === true && "request" in message;
  return isBound ? requestValue(bare.value, message.request) : undefined;
}

function requestValue(name: string, { method, path, headers }: SignableRequest): string | undefined {
  switch (name) {
    case "@method":
      return method;
    case "@path":
      return path || "/";
    case "@query":
      return "?";
    case "@authority":
      return headers.get("host")?.toLowerCase().replace(DEFAULT_PORT, "");
    default:
      return fieldValue(name, headers);
  }
}

/** A whole field: its lines joined by a comma and a space, which is how they arrive here (RFC 9421 section 2.1). */
function fieldValue(name: string, headers: ReadonlyMap<string, string>): string | undefined {
  return name.startsWith("@") ? undefined : headers.get(name)?.trim();
}
