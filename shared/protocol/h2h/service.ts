/** The services of H2H (design 5.2). */
export const H2H_SERVICES = {
  inquiry: { method: "POST", path: "/h2h/v1/inquiries" },
  payment: { method: "POST", path: "/h2h/v1/payments" },
  status: { method: "GET", path: "/h2h/v1/payments/:reference" },
  reversal: { method: "POST", path: "/h2h/v1/payments/:reference/reversal" },
  lookup: { method: "POST", path: "/h2h/v1/members/lookup" },
  registration: { method: "POST", path: "/h2h/v1/registrations" },
  "billing-code": { method: "POST", path: "/h2h/v1/billing-codes" },
} as const;

export type H2hService = keyof typeof H2H_SERVICES;

const TAIL = /^(?:\/[A-Za-z0-9._~-]{1,32}){0,4}?(\/h2h\/.*)$/;

/** The part of a path that names an H2H service, or undefined: what stands before it (the stage of an API) is only signed, never routed on. */
export function h2hPath(path: string): string | undefined {
  return TAIL.exec(path)?.[1];
}

/** The payment reference in a path, exactly as it was written and signed. */
export function referenceInPath(path: string): string {
  return h2hPath(path)?.split("/")[4] ?? "";
}
