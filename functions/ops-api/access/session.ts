import type { KeyObject } from "node:crypto";
import * as z from "zod/mini";
import { type Instant, instant } from "../../../shared/calendar/calendar.ts";
import { type OpsPerson, ROLES } from "./person.ts";
import { openCookie, sealCookie } from "./sealed-cookie.ts";

/** Who sits before the console. It lives in the browser's cookie alone, sealed; we keep nothing (docs/decisions/0021-console-sessions.md). */
export interface Session {
  readonly person: OpsPerson;
  /** Random; form tokens are made of it. */
  readonly formSecret: string;
  readonly endsAt: Instant;
}

/**
 * A session cannot be called back, so it is no longer than half a shift: who lost his role or his post keeps it for so long at most. Signing in again is one click while
 * the issuer still knows the person.
 */
export const SESSION_SECONDS = 4 * 60 * 60;

const Sealed = z.object({
  person: z.object({ subject: z.string(), name: z.string(), roles: z.array(z.enum(ROLES)) }),
  formSecret: z.string(),
  exp: z.number(),
});

/** The session cookie's value for a person who has just signed in. */
export function sealSession(key: KeyObject, session: Omit<Session, "endsAt">, now: Instant): Promise<string> {
  return sealCookie(key, "session", { ...session }, { now, lifeSeconds: SESSION_SECONDS });
}

/** The session inside a cookie; undefined when there is none that is still good. */
export async function openSession(
  key: KeyObject,
  sealed: string,
  now: Instant,
): Promise<Session | undefined> {
  const read = z.safeParse(Sealed, await openCookie(key, "session", sealed, now));
  if (!read.success) return undefined;
  const { person, formSecret, exp } = read.data;
  return { person, formSecret, endsAt: instant(exp * 1000) };
}
