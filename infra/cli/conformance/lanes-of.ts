import type { CaseCategory } from "./case.ts";
import type { GatewayRun } from "./ground.ts";
import type { AnswerKeys } from "./h2h/genuine-answer.ts";
import { h2hLane } from "./h2h/h2h-lane.ts";
import type { Lane, LaneCase, LaneMidnightCase } from "./lane.ts";
import type { H2hUnderTest, PartnerUnderTest, SnapUnderTest } from "./partner-under-test.ts";
import type { Wire } from "./raw-call.ts";
import { snapLane } from "./snap/snap-lane.ts";

/** The partners to be played, each with the cases that are wanted of it. */
export function lanesOf(run: GatewayRun, wire: Wire, keys: AnswerKeys): readonly Lane[] {
  const { partners } = run.credentials;
  const banks = partners.filter((partner) => partner.protocol === "snap");
  const shops = partners.filter((partner) => partner.protocol === "h2h");
  const played = partners.filter(
    ({ partnerId }) => run.partnerIds === undefined || run.partnerIds.includes(partnerId),
  );
  const shown = new Set<string>();
  return played.map((partner) => {
    const lane =
      partner.protocol === "snap"
        ? snapLane(partner, apartFrom(partner, banks), wire)
        : h2hLane(partner, apartFrom(partner, shops).filter(paysOver), wire, keys);
    const ways = waysOf(partner);
    const isRepeated = run.isSparing === true && shown.has(ways);
    shown.add(ways);
    const isWanted = ({ facts }: LaneCase | LaneMidnightCase) =>
      (run.only === undefined || run.only.some((beginning) => facts.id.startsWith(beginning))) &&
      (!isRepeated || OF_EACH_KEY.has(facts.category));
    return { ...lane, cases: lane.cases.filter(isWanted), midnight: lane.midnight.filter(isWanted) };
  });
}

/** What hangs on a partner's own key and path, and not on its settings. */
const OF_EACH_KEY: ReadonlySet<CaseCategory> = new Set(["token", "signature", "answers", "headers"]);

const apartFrom = <T extends PartnerUnderTest>(partner: T, all: readonly T[]): readonly T[] =>
  all.filter((other) => other !== partner);

const paysOver = ({ capabilities }: H2hUnderTest) => capabilities.includes("payments");

/** The settings by which answers to two partners may differ, as a text. */
function waysOf(partner: PartnerUnderTest): string {
  return JSON.stringify(partner.protocol === "snap" ? snapWays(partner) : h2hWays(partner));
}

function snapWays(partner: SnapUnderTest) {
  const { signature, signatureEncoding, customerNumberForms, repeatedPayment, repeatedInquiry } = partner;
  const { paysWithoutInquiry, cases, tokenType, additionalInfoPlace, sends, skewSeconds } = partner;
  // Codes are issued to people, so the kit types none.
  const forms = customerNumberForms.filter((form) => form !== "BILLING_CODE");
  return [
    [signature, signatureEncoding, forms, repeatedPayment, repeatedInquiry],
    [paysWithoutInquiry, cases, tokenType, additionalInfoPlace, sends, skewSeconds],
  ];
}

const h2hWays = ({ protocol, capabilities, skewSeconds }: H2hUnderTest) => [
  protocol,
  capabilities,
  skewSeconds,
];
