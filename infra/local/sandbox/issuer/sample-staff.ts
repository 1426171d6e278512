import type { Role } from "../../../../functions/ops-api/access/person.ts";

/** Somebody who works with the sandbox's console. */
export interface SampleStaff {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly [Role, ...Role[]];
}

/** One of each role, a second operator, and somebody who may do both: he shows that maker and checker differ by person, not by role. */
export const SAMPLE_STAFF: readonly SampleStaff[] = [
  { subject: "ops-rina", name: "Rina Wulandari", roles: ["viewer"] },
  { subject: "ops-budi", name: "Budi Hartono", roles: ["operator"] },
  { subject: "ops-dewi", name: "Dewi Lestari", roles: ["approver"] },
  { subject: "ops-yohanes", name: "Yohanes Tandi", roles: ["operator"] },
  { subject: "ops-agus", name: "Agus Pranoto", roles: ["approver", "operator"] },
];
