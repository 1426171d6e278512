/** The SNAP code or HTTP status of every outcome, by service; written down here once more, so that a changed table is seen. */
const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  inquire: {
    quoted: "2002400",
    "member-unknown": "4042412",
    "member-unavailable": "4042412",
    "wrong-segment": "4042412",
    "age-limit": "4042412",
    "re-entry-held": "4042412",
    "paid-ahead-limit": "4042414",
    "inquiry-id-reused": "4092400",
    "external-id-reused": "4092400",
    "quote-expired": "4042419",
    "below-floor": "4042413",
    "service-closed": "4032406",
  },
  pay: {
    accepted: "2002500",
    replayed: "2002500",
    conflict: "5002500",
    reversed: "4042504",
    "quote-unknown": "4042519",
    "quote-expired": "4042519",
    "quote-overtaken": "4042519",
    "advice-too-late": "4042519",
    "number-differs": "4042512",
    "amount-differs": "4042513",
    "already-paid": "4042514",
    "external-id-reused": "4092500",
    "months-differ": "4042512",
    "service-closed": "4032506",
    undecided: "5002500",
  },
  status: { unknown: "4042601" },
  reverse: { "already-refused": "409", "needs-review": "409", partial: "422", reversed: "200" },
};

/** The code that a word has to come with; undefined where the request has none. */
export function codeOf(service: string, partner: string, word: string): string | undefined {
  if (word === "quote-repeated") return partner === "bni" ? "4092400" : "2002400";
  return (
    CODES[service]?.[word] ??
    CODES[service]?.[word.split(" ")[0] ?? ""] ??
    (service === "status" ? "2002600" : undefined)
  );
}
