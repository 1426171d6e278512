import { MEMBERS, type PartnerDeed } from "./action.ts";
import type { Reply } from "./front.ts";
import { keyOf, type ModelState, type Request } from "./model-state.ts";

interface Content {
  readonly member: string;
  readonly amount: number;
}

/** What the partners know: which question they asked under a reference, what it cost, and what they sent first. */
export function tillMemory() {
  const asked = new Map<string, Content>();
  const sent = new Map<string, Content>();
  let count = 0;

  const same = (key: string): Content =>
    sent.get(key) ?? asked.get(key) ?? { member: "fisher", amount: 8_400 };
  const otherThan = (member: string) => MEMBERS.find((other) => other !== member) ?? "trader";
  const number = (old: boolean) => (old ? "OLD" : `N-${++count}`);

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
            member: deed.content === "other-member" ? otherThan(member) : member,
            amount: deed.content === "other-amount" ? amount + 1_000 : amount,
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
      return first.member !== request.member || first.amount !== request.amount;
    },
    /** The first payment under a reference is the one to compare with. */
    note(request: Request): void {
      if (request.kind === "pay" && !sent.has(keyOf(request))) sent.set(keyOf(request), request);
    },
    /** An answered inquiry tells the price. */
    quoted(request: Request, reply: Reply): void {
      if (request.kind !== "inquire" || reply.kind !== "answered" || reply.word !== "quoted") return;
      asked.set(keyOf(request), { member: request.member, amount: reply.rupiah ?? 0 });
    },
    /** The same request again has a message number of its own. */
    again: (request: Request): Request =>
      "number" in request ? { ...request, number: number(false) } : request,
  };
}
