/** What a person of ops may be; the issuer says who is what. */
export const ROLES = ["viewer", "operator", "approver"] as const;
export type Role = (typeof ROLES)[number];

/** A person whose token was checked. `subject` is the issuer's own name of him and stands in the audit trail; his name is only shown. */
export interface OpsPerson {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly Role[];
}
