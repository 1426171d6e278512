/** The services of SNAP BI that a biller serves (snap-bi.md 3.1): the two digits in every response code, and the tail of the path. */
export const SNAP_SERVICES = {
  token: { code: "73", tail: "/v1.0/access-token/b2b" },
  inquiry: { code: "24", tail: "/v1.0/transfer-va/inquiry" },
  payment: { code: "25", tail: "/v1.0/transfer-va/payment" },
  status: { code: "26", tail: "/v1.0/transfer-va/status" },
} as const;

export type SnapService = keyof typeof SNAP_SERVICES;

/** The services that carry a token, and so a partner's identity. */
export type SnapTransaction = Exclude<SnapService, "token">;

const TAIL = /^(?:\/[A-Za-z0-9._~-]{1,32}){0,4}?(\/v1\.0\/.*)$/;

/**
 * The part of a path that names a service. Whatever stands before `/v1.0/` (a partner's base path, the stage of an API without a custom
 * domain) is only signed, never routed on.
 */
export function pathTail(path: string): string {
  return TAIL.exec(path)?.[1] ?? path;
}
