import type { Nik } from "../../../../shared/member/member.ts";
import { parseNik } from "../../../../shared/member/nik.ts";
import { openSeal, SealFault, seal } from "../../../../shared/seal/seal.ts";
import type { Visit } from "../../room.ts";

/** Bound to the person who typed it: another's page cannot lend it. */
const ownerOf = ({ person }: Pick<Visit, "person">): string => `console-form#${person.subject}`;

/** A NIK that was typed once, for the next form of the page: sealed, so that it stands in no page's source and in no back button's memory. */
export const carriedNik = (visit: Pick<Visit, "deps" | "person">, nik: Nik): string =>
  seal(visit.deps.keys.dataKey, ownerOf(visit), nik);

/** The NIK of a posted form: typed, or carried from the page before. Undefined for anything else. */
export function postedNik(visit: Pick<Visit, "deps" | "person" | "form">): Nik | undefined {
  const carried = visit.form.get("carried");
  if (carried === null) return parseNik((visit.form.get("nik") ?? "").replace(/[\s.-]/g, ""));
  try {
    return parseNik(openSeal(visit.deps.keys.dataKey, ownerOf(visit), carried));
  } catch (error) {
    if (error instanceof SealFault) return undefined;
    throw error;
  }
}
