import { type BusinessDate, formatInstant, type Instant } from "../calendar/calendar.ts";
import { type InTwoLanguages, monthInWords } from "../calendar/month-name.ts";
import { discountOf } from "../contribution/discount.ts";
import type { PriceLine } from "../contribution/price-months.ts";
import { PROGRAMMES, type Programme } from "../contribution/programme.ts";
import type { SliceDates } from "../coverage/coverage.ts";
import { type Rupiah, rupiah, sumRupiah } from "../money/rupiah.ts";
import type { Channel } from "../partner/channel-terms.ts";
import { type ProofCode, proofCodeOf } from "./proof-code.ts";

/** What an accepted payment has to say for its receipt. */
export interface ReceiptFacts {
  readonly channel: Channel;
  readonly reference: string;
  readonly gatewayReference: string;
  readonly maskedName: string;
  readonly maskedNik: string;
  readonly programmes: readonly Programme[];
  readonly months: readonly (SliceDates & {
    readonly lines: readonly PriceLine[];
    readonly amount: Rupiah;
  })[];
  readonly amountRupiah: Rupiah;
  readonly feeRupiah: Rupiah;
  readonly creditUsedRupiah: Rupiah;
  readonly creditGivenRupiah: Rupiah;
  readonly receivedAt: Instant;
  readonly coversToday: boolean;
  readonly monthsToCoverToday: number;
}

/** What the till said of itself; its own words, as far as it said any. */
export interface TillFacts {
  /** RFC 3339 with the till's own offset. */
  readonly paidAt: string | undefined;
  readonly storeId: string | undefined;
  readonly tillId: string | undefined;
}

/**
 * A receipt as data (domain.md 6.3), amounts in whole rupiah. No full NIK, no income, no agent's fee. `status`: `DITERIMA` when months were bought,
 * `DICATAT` when the money waits as credit for the next ones.
 */
export interface Receipt {
  readonly channel: Channel;
  readonly place: string;
  readonly storeId?: string;
  readonly tillId?: string;
  readonly paidAt: string;
  readonly receivedAt: string;
  readonly status: "DITERIMA" | "DICATAT";
  readonly maskedNik: string;
  readonly maskedName: string;
  readonly programmes: readonly Programme[];
  readonly months: readonly {
    readonly month: string;
    readonly name: InTwoLanguages;
    readonly amount: Rupiah;
  }[];
  /** Full prices; `discount` comes off their sum. */
  readonly lines: readonly { readonly programme: Programme; readonly amount: Rupiah }[];
  readonly discount: { readonly amount: Rupiah; readonly legalBasis: string } | null;
  readonly creditUsed: Rupiah;
  readonly creditGiven: Rupiah;
  readonly contribution: Rupiah;
  readonly fee: Rupiah;
  readonly total: Rupiah;
  readonly coverage: { readonly from: BusinessDate; readonly to: BusinessDate } | null;
  readonly coversToday: boolean;
  readonly monthsToCoverToday: number;
  readonly paymentReference: string;
  readonly gatewayReference: string;
  /** The same in nine characters, for the telephone. */
  readonly proofCode: ProofCode;
}

const PLACES: Readonly<Record<Channel, string>> = {
  KANTOR_POS: "Kantor Pos",
  INDOMARET: "Indomaret",
  ALFAMART: "Alfamart",
  BRILINK: "BRILink",
  BNI_AGEN46: "BNI Agen46",
  BANK_OTHER: "Bank",
  CREDIT: "Saldo iuran",
};

/** What people call a kind of place; its code, where a partner's data is newer than this list. */
export function placeOf(channel: string): string {
  return Object.entries(PLACES).find(([known]) => known === channel)?.[1] ?? channel;
}

/** Makes the receipt. From the payment alone, so that a reprint years later says the same (domain.md case 2). */
export function receiptOf(facts: ReceiptFacts, till: TillFacts): Receipt {
  const { months } = facts;
  const [first, last] = [months[0], months.at(-1)];
  const receivedAt = formatInstant(facts.receivedAt);
  return {
    channel: facts.channel,
    place: PLACES[facts.channel],
    ...(till.storeId !== undefined && { storeId: till.storeId }),
    ...(till.tillId !== undefined && { tillId: till.tillId }),
    paidAt: till.paidAt ?? receivedAt,
    receivedAt,
    status: first ? "DITERIMA" : "DICATAT",
    maskedNik: facts.maskedNik,
    maskedName: facts.maskedName,
    programmes: PROGRAMMES.filter((programme) => facts.programmes.includes(programme)),
    months: months.map(({ month, amount }) => ({ month, name: monthInWords(month), amount })),
    lines: fullPrices(months.flatMap(({ lines }) => lines)),
    discount: discountOf(months),
    creditUsed: facts.creditUsedRupiah,
    creditGiven: facts.creditGivenRupiah,
    contribution: facts.amountRupiah,
    fee: facts.feeRupiah,
    total: rupiah(facts.amountRupiah + facts.feeRupiah),
    coverage: first && last ? { from: first.from, to: last.to } : null,
    coversToday: facts.coversToday,
    monthsToCoverToday: facts.monthsToCoverToday,
    paymentReference: facts.reference,
    gatewayReference: facts.gatewayReference,
    proofCode: proofCodeOf(facts.gatewayReference),
  };
}

function fullPrices(lines: readonly PriceLine[]): Receipt["lines"] {
  return PROGRAMMES.flatMap((programme) => {
    const own = lines.filter((line) => line.programme === programme);
    return own.length === 0 ? [] : [{ programme, amount: sumRupiah(own.map(({ full }) => full)) }];
  });
}
