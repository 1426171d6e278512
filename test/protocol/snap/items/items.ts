/** The requirements of snap-bi.md section 8, one line each, and what of them is not here yet. */
export const ITEMS: readonly { readonly requirement: string; readonly later?: string }[] = [
  { requirement: "The raw bytes are hashed, or their token-level minified form; nothing is re-serialised" },
  { requirement: "Spaces and padding are data: compared away, never trimmed, echoed as sent" },
  { requirement: "An empty body hashes to e3b0c442..., its segment is neither empty nor dropped" },
  { requirement: "The signed path is the partner's public one, as the caller used it" },
  { requirement: "Signatures are compared as bytes, in constant time, in the agreed encoding alone" },
  { requirement: "RSA is SHA-256 with PKCS#1 v1.5 and 2048 bits or more, and true is the only yes" },
  { requirement: "Token, client, key, partner and company code belong together" },
  { requirement: "Nothing that a caller numbers is touched before he is known" },
  { requirement: "X-EXTERNAL-ID is used once, per partner and Jakarta day, atomically" },
  { requirement: "paymentRequestId is the money's key: stored first, looked up before everything else" },
  { requirement: "A retry after a success is never 409, Paid Bill or 401" },
  { requirement: "A duplicate in flight waits for the first and is answered like it" },
  { requirement: "Doubt after the commit is 5xx or says nothing, never 4xx and never 202" },
  { requirement: "An answer comes within the contract's time, under 10 s, and no write could outlive it" },
  {
    requirement: "Every layer answers with the service's code, and its HTTP status is the first three digits",
  },
  {
    requirement:
      "A 4xx carries the caller's numbers, flag 01 and both languages; a 401 carries no customer data",
  },
  { requirement: "Texts stay texts; numbers are taken for them where banks send them" },
  { requirement: "JSON is read once and strictly: big numbers, duplicate keys, depth, size" },
  { requirement: "Money is whole rupiah with two decimals, compared with the stored bill" },
  { requirement: "Times have an offset and 0-9 fraction digits; the window is two-sided, per partner" },
  { requirement: "What banks disagree about is data in their profiles" },
  { requirement: "Lenient in, strict out: unknown fields are ignored, what is sent stays within limits" },
  { requirement: "X-TIMESTAMP stands on every answer, X-CLIENT-KEY on token answers, JSON on errors" },
  { requirement: "grantType may have another name by profile; the signature stays what it is" },
  {
    requirement: "Status both ways: object or array served; the bank asked about what is not final",
    later: "the bank is asked once a day's file is matched; a day without a file asks nothing",
  },
  {
    requirement:
      "Next-day reconciliation: every payment of a business date, refused and reversed ones as well",
    later:
      "file and ledger are matched; the request log is there for people to look into, and no part of the match",
  },
  {
    requirement: "Commit, reversal and advice are in the core, and SNAP is not bent for them",
    later: "reserve and commit as two steps wait for a channel that has them",
  },
  { requirement: "Keys overlap when they rotate, several verify at a time, and their use is noted" },
  { requirement: "One log line a request, without number, name, token, signature or secret" },
  {
    requirement: "TLS, address lists per partner, and too many requests as 429xx00",
    later: "TLS and the address list stand before the function, in AWS",
  },
  { requirement: "Known answers, signatures that must fail, foreign clients, faults around the commit" },
  { requirement: "A caller that signs no body is not let in" },
];
