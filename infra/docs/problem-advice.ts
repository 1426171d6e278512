/** What an integration engineer does about each problem; what the cashier does stands in the table itself. */
export const PROBLEM_ADVICE: Readonly<Record<string, string>> = {
  // Who is not let in.
  "signature-missing": "Send `Signature-Input` and `Signature`. A proxy of yours may drop them.",
  "signature-malformed":
    "The headers are no structured fields (RFC 8941), or carry two signatures. Send one label, the same in both headers.",
  "key-unknown":
    "Compare `keyid` with the key id that you were given. Keys of sandbox and production differ, and a retired key ends at its date.",
  "algorithm-differs": "A key has one algorithm. Send that one as `alg`, or leave `alg` out.",
  "component-missing":
    "Cover what `fields` names. `Accept-Signature` says all that a signature has to cover.",
  "digest-wrong":
    "Make `Content-Digest` over the very bytes that you send, after the last serialisation, and base64 it between colons.",
  "signature-wrong":
    "Compare what you signed with what we read: in the sandbox the answer says it and names the near miss. The usual ones: another path than the one called, a line feed at the end, DER instead of r and s, the wrong key.",
  "signature-stale":
    "Set the machine's clock by NTP and sign at the moment of sending. A difference of 7, 8 or 9 hours is local time sent as UTC.",

  // What is wrong with a request.
  "route-unknown": "Compare the path with the reference. Nothing was looked at.",
  "method-not-allowed": "`Allow` names the method.",
  "query-not-allowed": "Send no query string, not even an empty `?`.",
  "body-too-large": "A body of ours is well under 4 KB; 64 KB are the most.",
  "media-type-unsupported": "Send `Content-Type: application/json`, in UTF-8.",
  "body-unreadable":
    "The body is no JSON object, has a name twice, or is no UTF-8. Send the bytes that your serialiser made, unchanged.",
  "field-missing": "`fields` names the first one.",
  "field-malformed":
    "`fields` names the first one. Amounts are JSON numbers without a fraction, times have an offset, and no id holds the worker's number.",
  "billing-code-unknown": "Nobody can be asked about it: let the cashier type it again.",
  "billing-code-ended": "Codes live for a day. Ask for a new one, or use the NIK.",
  "capability-missing":
    "The partner, the place or the day lacks the capability. Capabilities are dated: ask your contact at BPJS Ketenagakerjaan.",

  // What an inquiry or a lookup finds.
  "member-unknown": "A fact about the number, not about your request. Do not retry.",
  "member-unavailable": "The reason is never told. Do not retry.",
  "wrong-segment": "A wage earner pays through the employer. Do not retry.",
  "age-limit": "A first payment is not possible any more. Do not retry.",
  "re-entry-held": "Do not retry; the worker calls 175.",
  "jht-alone": "The member's programmes need a change first. Do not retry.",
  "paid-ahead-limit": "Inquire again with fewer months.",
  "below-floor":
    "Inquire again with the months that `monthsToReachFloor` names; null: this place cannot take the money.",
  "above-ceiling": "Inquire again with the months that `monthsUnderCeiling` names.",
  "service-closed": "Wait until `opensAt`. Status and repeats are answered meanwhile.",
  "too-many-requests":
    "Wait as long as `Retry-After` says. The limits are per number and per till: a person does not reach them.",
  "registration-needs-check": "People decide. Do not retry.",

  // What becomes of a payment.
  "quote-unknown":
    "Nothing is booked. The inquiry is another partner's, older than 35 days, or was never answered. Inquire again and pay with a new reference.",
  "quote-expired":
    "Nothing is booked: prices hold until midnight in Jakarta. If the money was taken before midnight, send the payment as an advice.",
  "quote-overtaken":
    "Nothing is booked: somebody paid in between, and the months are others now. Inquire again and pay with a new reference.",
  "amount-differs": "Nothing is booked. `amount` is the inquiry's `totalAmount`, without the fee.",
  "already-paid":
    "Nothing is booked: the months were paid elsewhere since the inquiry. Inquire again and pay with a new reference.",
  "advice-too-late": "Nothing is booked. Settle it with the day's file; people look at it.",
  "idempotency-key-reused":
    "A key belongs to one payment for a day. Use the payment reference as the key, or send none.",
  "reference-reused":
    "The reference belongs to a payment with other facts; `fields` names them. The first payment stands. Never use a reference twice.",
  "payment-reversed": "The reversal came first and is final. A new payment needs a new reference.",
  "payment-not-seen": "Not a failure. Send the same payment again with `advice: true`.",
  "partner-suspended":
    "New payments are closed for you. Status, repeats and reversals are answered. Call your contact.",

  // What becomes of a reversal.
  "payment-was-refused": "There is nothing to reverse: the money was never booked.",
  "reversal-needs-review":
    "`cause` says why: the day is over, a later payment stands on this one, or its credit is spent. People decide; ask the status.",
  "reversal-partial": "Send the full amount, or none.",

  // Our own faults.
  unexpected: "Ask the status before anything else.",
  busy: "Wait as long as `Retry-After` says, then send the same request again.",
  "deadline-passed": "Ask the status before anything else. It may have been booked.",
};
