import type { OpsPerson, Role } from "./person.ts";

const EVERYONE = ["viewer", "operator", "approver"] as const;
/** Who works on a case. */
const OPERATORS = ["operator"] as const;
/** The second person where money or a partner's standing changes. An approver is no operator: who may do both has both roles. */
const APPROVERS = ["approver"] as const;

/** Everything that can be done at the edge of ops, and who may. A page, a button and a call of the API all stand behind one of these. */
export const RIGHTS = {
  look: EVERYONE,
  "see-audit": EVERYONE,
  "check-health": EVERYONE,
  /** Assign, note, dismiss. */
  "work-on-failure": OPERATORS,
  replay: OPERATORS,
  "propose-correction": OPERATORS,
  "decide-correction": APPROVERS,
  "upload-settlement": OPERATORS,
  /** A masked field in clear, for a reason. */
  unmask: OPERATORS,
  "change-partner-standing": APPROVERS,
  /** Find a member by his whole NIK and see what is held of him. */
  "find-data-subject": OPERATORS,
  "export-data-subject": OPERATORS,
  "ask-destruction": OPERATORS,
  "decide-destruction": APPROVERS,
  "run-breach-drill": OPERATORS,
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type OpsAct = keyof typeof RIGHTS;

/** Whether a person may do it. Roles add up; none includes another but by this table. */
export function mayDo({ roles }: Pick<OpsPerson, "roles">, act: OpsAct): boolean {
  const allowed: readonly Role[] = RIGHTS[act];
  return roles.some((role) => allowed.includes(role));
}
