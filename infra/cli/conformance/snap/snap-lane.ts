import type { CaseGround, Lane } from "../lane.ts";
import type { SampleWorker, SnapUnderTest } from "../partner-under-test.ts";
import type { Wire } from "../raw-call.ts";
import { SnapBank } from "./snap-bank.ts";
import { SnapBench } from "./snap-bench.ts";
import type { SnapCase } from "./snap-case.ts";
import { SNAP_CASES, SNAP_MIDNIGHT_CASES } from "./snap-cases.ts";
import { typedNumber } from "./typed-number.ts";

const unheard = () => undefined;

/** All cases, bound to one bank. `others` are the other banks of the file. */
export function snapLane(partner: SnapUnderTest, others: readonly SnapUnderTest[], wire: Wire): Lane {
  const bank = new SnapBank(partner, wire, unheard);
  const otherBanks = others.map((other) => new SnapBank(other, wire, unheard));

  let turn = 0;
  const bench = ({ record, lent, people, switches }: CaseGround): SnapBench => {
    const { check, sent } = record;
    turn += 1;
    const heard = (one: (typeof sent)[number]) => sent.push(one);
    return new SnapBench({
      ...{ check, lent, people, switches, turn },
      bank: bank.heardBy(heard),
      otherBanks: otherBanks.map((other) => other.heardBy(heard)),
    });
  };

  const isMeant = ({ cash, signing }: Pick<SnapCase, "cash" | "signing">) =>
    (cash === undefined || (cash === "taken-first") === partner.paysWithoutInquiry) &&
    (signing === undefined || (signing === "with-token") === bank.usesToken);

  return {
    protocol: "snap",
    partnerId: partner.partnerId,
    cases: SNAP_CASES.filter(isMeant).map((one) => ({ facts: one, run: (ground) => one.run(bench(ground)) })),
    midnight: SNAP_MIDNIGHT_CASES.filter(isMeant).map((one) => ({
      facts: one,
      sharesWorker: one.sharesWorker ?? false,
      begin: (ground) => one.begin(bench(ground)),
    })),
    probe: (worker, months) => hasPrice(bank, worker, months),
  };
}

async function hasPrice(bank: SnapBank, worker: SampleWorker, months: number): Promise<boolean> {
  const typed = typedNumber(bank.partner, worker.nik, months);
  if (!typed) return false;
  const reply = await bank.call("inquiry", {
    ...bank.numbers(typed.customerNo),
    inquiryRequestId: `KIT-${crypto.randomUUID()}`,
    additionalInfo: {},
    ...typed.more,
  });
  return reply.responseCode === "2002400";
}
