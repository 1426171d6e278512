import { createHmac, timingSafeEqual } from "node:crypto";
import type { Ids } from "../../../shared/calendar/clock.ts";
import type { Session } from "./session.ts";

const mac = (secret: string, salt: string): Buffer =>
  createHmac("sha256", secret).update(`form ${salt}`).digest();

/**
 * The token of one page's forms: bound to the session, and another one on every page, so that nothing secret repeats itself in answers that are compressed together
 * with what somebody else may have put there (BREACH).
 */
export function formTokenOf({ formSecret }: Pick<Session, "formSecret">, ids: Ids): string {
  const salt = ids.next();
  return `${salt}.${mac(formSecret, salt).toString("base64url")}`;
}

/** Whether a posted token was made for this session. */
export function isFormToken({ formSecret }: Pick<Session, "formSecret">, token: string): boolean {
  const [salt = "", given = ""] = token.split(".");
  const [wanted, got] = [mac(formSecret, salt), Buffer.from(given, "base64url")];
  return wanted.length === got.length && timingSafeEqual(wanted, got);
}
