import type { SnapProfile } from "../../partner/snap-profile.ts";
import { wireTextOf } from "./echoed-numbers.ts";

type Body = Readonly<Record<string, unknown>>;

const ID_APP = /^[A-Za-z0-9._-]{1,8}$/;

/**
 * The one member of `additionalInfo` that an answer repeats: BRI's idApp, mandatory in its answers (snap-bi.md 3.3). The others stay
 * unread; among them is passApp, a secret.
 */
export function idAppOf(additionalInfo: Body): string | undefined {
  const text = wireTextOf(additionalInfo.idApp);
  return text !== undefined && ID_APP.test(text) ? text : undefined;
}

/** Puts virtualAccountData and additionalInfo where the partner reads them (snap-bi.md 3.3). */
export function withAdditionalInfo(snap: SnapProfile, virtualAccountData: Body, additionalInfo: Body): Body {
  return snap.additionalInfoPlace === "top-level"
    ? { virtualAccountData, additionalInfo }
    : { virtualAccountData: { ...virtualAccountData, additionalInfo } };
}
