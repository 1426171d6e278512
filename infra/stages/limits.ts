import * as z from "zod";
import { wanted } from "./wanted.ts";

/** What a function reads of a body (functions/received-call.ts), and the most that a web ACL can look at. */
const BODY_BYTES_MAX = 64 * 1024;

const number = (min: number, max: number, what: string) => {
  const range = `${what}, a whole number from ${min} to ${max}`;
  return z.int(wanted(range)).min(min, wanted(range)).max(max, wanted(range));
};

const Rate = z.strictObject(
  {
    requestsPerSecond: number(1, 100_000, "requests a second"),
    burst: number(1, 100_000, "the burst above it"),
  },
  wanted("a rate: requestsPerSecond and burst"),
);
export type Rate = z.output<typeof Rate>;

/** The web ACL counts over five minutes and takes no limit below ten. */
const perAddress = number(10, 2_000_000, "what one address may send in five minutes");
const bodyBytesMax = number(1_024, BODY_BYTES_MAX, "the largest body in bytes");

/** How much each API takes: in all, of each kind of request, and of one address. What is more is answered 429. */
export const Limits = z.strictObject(
  {
    partners: z.strictObject(
      {
        total: Rate,
        payment: Rate,
        inquiry: Rate,
        status: Rate,
        token: Rate,
        memberDesk: Rate,
        requestsPerAddress: perAddress,
        bodyBytesMax,
      },
      wanted("the partners' limits"),
    ),
    public: z.strictObject(
      { total: Rate, requestsPerAddress: perAddress, bodyBytesMax },
      wanted("the public's limits"),
    ),
    ops: z.strictObject({ total: Rate, requestsPerAddress: perAddress }, wanted("the limits of ops")),
  },
  wanted("the limits of partners, public and ops"),
);
export type Limits = z.output<typeof Limits>;

/** The kinds of request that have a limit of their own below the partners' total. */
export const PARTNER_REQUESTS = ["payment", "inquiry", "status", "token", "memberDesk"] as const;
