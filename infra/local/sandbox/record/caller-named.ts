import type { SnapCall } from "../../../../shared/protocol/snap/call.ts";
import { fieldsOf } from "../../../../shared/protocol/snap/echoed-numbers.ts";
import type { RegistryView } from "../explanation/registry-view.ts";
import { NOBODY } from "./partner-request.ts";

const KEY_ID = /;\s*keyid="?([^";]{1,128})"?/;
const BEARER_CLAIMS = /^Bearer +[\w-]+\.([\w-]+)\.[\w-]+$/i;

/** The partner that a request names, proven or not: by its key id, client key, partner id or token. */
export function callerNamed({ headers }: SnapCall, view: RegistryView): string {
  const keyId = KEY_ID.exec(headers.get("signature-input") ?? "")?.[1];
  const partner =
    (keyId === undefined ? undefined : view.byKeyId(keyId)?.partner) ??
    view.byXPartnerId(headers.get("x-partner-id") ?? "") ??
    view.byClientKey(headers.get("x-client-key") ?? "") ??
    view.byClientKey(clientOfToken(headers.get("authorization") ?? ""));
  return partner?.partnerId ?? NOBODY;
}

/** What the token says of itself, unproven. */
function clientOfToken(authorization: string): string {
  const claims = BEARER_CLAIMS.exec(authorization)?.[1];
  if (claims === undefined) return "";
  try {
    return String(fieldsOf(JSON.parse(Buffer.from(claims, "base64url").toString("utf8"))).sub ?? "");
  } catch {
    return "";
  }
}
