import type { CaseGround, Lane } from "../lane.ts";
import type { H2hUnderTest, SampleWorker } from "../partner-under-test.ts";
import type { Wire } from "../raw-call.ts";
import type { AnswerKeys } from "./genuine-answer.ts";
import { H2hBench } from "./h2h-bench.ts";
import type { H2hCase } from "./h2h-case.ts";
import { H2H_CASES, H2H_MIDNIGHT_CASES } from "./h2h-cases.ts";
import { H2H_PATHS, H2hShop } from "./h2h-shop.ts";

const unheard = () => undefined;

/** All cases, bound to one H2H partner. `others` are the other ones of the file, `keys` those with which the gateway signs its answers. */
export function h2hLane(
  partner: H2hUnderTest,
  others: readonly H2hUnderTest[],
  wire: Wire,
  keys: AnswerKeys,
): Lane {
  const shop = new H2hShop(partner, wire, unheard);
  const otherShops = others.map((other) => new H2hShop(other, wire, unheard));
  const benches = new WeakMap<object, H2hBench>();

  let turn = 0;
  const bench = ({ record, lent, people, switches }: CaseGround): H2hBench => {
    const { check, sent } = record;
    turn += 1;
    const heard = (one: (typeof sent)[number]) => sent.push(one);
    const made = new H2hBench({
      ...{ check, lent, people, switches, keys, turn },
      shop: shop.heardBy(heard),
      otherShops: otherShops.map((other) => other.heardBy(heard)),
    });
    benches.set(record, made);
    return made;
  };

  const pays = partner.capabilities.includes("payments");
  const looksUp = partner.capabilities.includes("member-lookup");
  const isMeant = ({ needs }: H2hCase) => {
    if (needs === "member-lookup") return looksUp;
    return needs === "lookup-only" ? looksUp && !pays : pays;
  };

  return {
    protocol: "h2h",
    partnerId: partner.partnerId,
    cases: H2H_CASES.filter(isMeant).map((one) => ({
      facts: one,
      run: (ground) => one.run(bench(ground)),
      tidy: async ({ record }) => (await benches.get(record)?.giveBack()) ?? false,
    })),
    midnight: (pays ? H2H_MIDNIGHT_CASES : []).map((one) => ({
      facts: one,
      sharesWorker: one.sharesWorker ?? false,
      begin: (ground) => one.begin(bench(ground)),
    })),
    probe: (worker, months) => hasPrice(shop, worker, months),
  };
}

async function hasPrice(shop: H2hShop, worker: SampleWorker, months: number): Promise<boolean> {
  const customerNumber = { type: "NIK", value: worker.nik };
  const terminal = { storeId: "KIT-01", tillId: "07" };
  const reply = await shop.post(H2H_PATHS.inquiries, { customerNumber, months, terminal });
  return reply.status === 201;
}
