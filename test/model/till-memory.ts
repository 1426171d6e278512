import { MEMBERS, type PartnerDeed } from "./action.ts";
import type { Reply } from "./front.ts";
import { priceNow } from "./model-inquiry.ts";
import { takesFirst } from "./model-places.ts";
import { keyOf, type ModelState, type Request } from "./model-state.ts";

interface Content {
  readonly member: string;
  readonly amount: number;
  /** How many months were asked for. */
  readonly months: number;
  /** How many of them the number itself named. */
  readonly named: number;
}

/** Whom a payment is for that nobody asked about: of the trader nothing is known at first. */
const neverAsked = (key: string): Content => {
  const member = { "agg#R3": "trader", "agg#R4": "porter" }[key] ?? "fisher";
  return { member, amount: 8_400, months: 1, named: 0 };
};

/** What the partners know: which question they asked under a reference, what it cost, and what they sent first. */
export function tillMemory() {
  const asked = new Map<string, Content>();
  const sent = new Map<string, Content>();
  let count = 0;

  const same = (key: string): Content => sent.get(key) ?? asked.get(key) ?? neverAsked(key);
  const otherThan = (member: string) => MEMBERS.find((other) => other !== member) ?? "trader";
  const proposalId = () => `C-${++count}`;
  const number = (old: boolean) => (old ? "OLD" : `N-${++count}`);

  /** What a till takes that did not ask: the aggregator knows the price list, and another amount than before is one that it looked up again. */
  function payment(
    { partner, content }: Extract<PartnerDeed, { kind: "pay" }>,
    reference: string,
    state: ModelState,
  ): Content {
    const key = keyOf({ partner, reference });
    const { member, months, amount, named } = same(key);
    const priced =
      takesFirst(partner) && !asked.has(key) ? priceNow(state, { member, months: named || 1 }) : "";
    const listed = typeof priced === "string" ? amount : priced.total;
    const usual = sent.has(key) ? amount : listed;
    switch (content) {
      case "same":
        return { member, months, named, amount: usual };
      case "named-months":
        return { member, months, named: months, amount: usual };
      case "other-months":
        return { member, months, named: (months % 12) + 1, amount: usual };
      case "other-amount":
        return { member, months, named, amount: usual === listed ? usual + 1_000 : listed };
      case "other-member":
        return { member: otherThan(member), months, named, amount: usual };
    }
  }

  return {
    /** Turns a deed into a request with the content that the partner would send. */
    requestOf(deed: PartnerDeed, state: ModelState): Request {
      if (deed.kind === "describe") {
        const known = state.members[deed.member];
        const version = (known?.version ?? 0) + (deed.older ? 0 : 1);
        const { standing, segment, member } = deed;
        const birthDay = known?.birthDay ?? "1985-03-15";
        return { kind: "describe", member, told: { version, standing, segment, birthDay } };
      }
      const { partner } = deed;
      const reference = `R${deed.ref}`;
      const { member, amount } = same(keyOf({ partner, reference }));
      switch (deed.kind) {
        case "inquire":
          return {
            kind: "inquire",
            partner,
            reference,
            member: deed.member,
            months: deed.months,
            number: number(deed.oldNumber),
          };
        case "pay":
          return {
            kind: "pay",
            partner,
            reference,
            advice: deed.advice,
            number: number(deed.oldNumber),
            ...payment(deed, reference, state),
          };
        case "reverse":
          return {
            kind: "reverse",
            partner,
            reference,
            reversedAt: state.now - deed.minutesAgo * 60_000,
            amount: { unsaid: undefined, full: amount, part: Math.max(0, amount - 100) }[deed.amount],
          };
        case "status":
          return {
            kind: "status",
            partner,
            reference,
            member: deed.otherMember ? otherThan(member) : member,
          };
      }
    },
    /** Whether a payment says something else than the first one under its reference, or than its inquiry. */
    isOther(request: Request): boolean {
      if (request.kind !== "pay") return false;
      const first = same(keyOf(request));
      const months = first.named > 0 && request.named > 0 && first.named !== request.named;
      return first.member !== request.member || first.amount !== request.amount || months;
    },
    /** The first payment under a reference is the one to compare with. */
    note(request: Request): void {
      if (request.kind !== "pay" || sent.has(keyOf(request))) return;
      const { months } = same(keyOf(request));
      sent.set(keyOf(request), { ...request, months });
    },
    /** An answered inquiry tells the price. */
    quoted(request: Request, reply: Reply): void {
      if (request.kind !== "inquire" || reply.kind !== "answered" || reply.word !== "quoted") return;
      const { member, months } = request;
      asked.set(keyOf(request), { member, months, amount: reply.rupiah ?? 0, named: 0 });
    },
    /** The same request again has a message number of its own. */
    again: (request: Request): Request => {
      if (request.kind === "propose") return { ...request, id: proposalId() };
      return "number" in request ? { ...request, number: number(false) } : request;
    },
    proposalId,
  };
}
