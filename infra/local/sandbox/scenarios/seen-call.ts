/** What a message asks for, whichever protocol it speaks. */
export type Service = "token" | "inquiry" | "payment" | "status" | "reversal" | "other";

/** What a partner's message says, as far as a scenario judges it. The customer's number is in clear here and nowhere after. */
export interface SentMessage {
  readonly service: Service;
  /** What names the payment: SNAP's `paymentRequestId` (and the `inquiryRequestId` before it), H2H's `paymentReference`. */
  readonly reference?: string | undefined;
  readonly inquiryId?: string | undefined;
  readonly customerNumber?: string | undefined;
  readonly amountRupiah?: number | undefined;
  readonly isAdvice?: boolean;
  /** When the till took the money, as it wrote it. */
  readonly paidAt?: string | undefined;
  /** SNAP's X-EXTERNAL-ID, H2H's Idempotency-Key. */
  readonly messageId?: string | undefined;
  readonly token?: string | undefined;
  /** The message's own time, epoch milliseconds. */
  readonly sentAt?: number | undefined;
}

/** What an answer means for the money. `unknown` is all that says nothing: 429, 5xx, and what cannot be read. */
export type Verdict =
  | "token"
  | "quoted"
  | "booked"
  | "refused"
  | "reversed"
  | "not-seen"
  | "unauthorised"
  | "unknown";

/** What an answer says, as far as a scenario judges it. */
export interface ReadAnswer {
  readonly verdict: Verdict;
  /** SNAP's `responseCode`; H2H's status, with the problem's name. */
  readonly code: string;
  readonly inquiryId?: string | undefined;
  readonly quotedRupiah?: number | undefined;
}

/** How an answer reached the partner's client, or why not. */
export type Fate =
  /** Still under way. */
  | "pending"
  | "told"
  /** The connection was cut before the gateway saw the request, or before the client saw the answer, or the client hung up first. */
  | "request-lost"
  | "answer-lost"
  /** Another answer stood in the gateway's place: a fault of the line, or a forgery. */
  | "fault-told"
  | "forged";

/** One exchange of a session, with nothing in it that could not be kept: numbers and secrets are marks, keyed for the session. */
export interface SeenCall extends Omit<SentMessage, "customerNumber" | "token"> {
  /** Its place in the session, from 1. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  /** The session's time, epoch milliseconds. */
  readonly arrivedAt: number;
  /** The machine's time, with which the message's own is compared. */
  readonly receivedAt: number;
  readonly answeredAt: number | undefined;
  /** Marks of the customer's number, the token and the body: equal marks, equal texts. */
  readonly customer: string | undefined;
  readonly tokenMark: string | undefined;
  readonly bodyMark: string;
  /** What the gateway answered; undefined where it never saw the request. */
  readonly answer: ReadAnswer | undefined;
  readonly fate: Fate;
  /** The HTTP status that the client was told. */
  readonly toldStatus: number | undefined;
  /** The seconds that Retry-After said. */
  readonly retryAfterSeconds: number | undefined;
  /** Whether the scenario's accident happened to this exchange. */
  readonly isAccident: boolean;
}
