import type { SQSRecord } from "aws-lambda";
import * as z from "zod/mini";
import type { Errand } from "../../shared/activation/carry-out.ts";
import { instant } from "../../shared/calendar/calendar.ts";
import { PaymentKeyText } from "../../shared/coverage/coverage-item.ts";
import { envelopeOf } from "../../shared/event/catalogue.ts";

const Message = z.discriminatedUnion("detail-type", [
  envelopeOf("ContributionAccepted.v1"),
  envelopeOf("ContributionReversed.v1"),
]);

/** A message that no attempt will ever read. */
export class MessageUnreadable extends Error {
  readonly code = "MESSAGE_UNREADABLE";
}

/** What a message asks for. @throws MessageUnreadable, without quoting it */
export function errandOfMessage({ body, attributes }: SQSRecord): Errand {
  try {
    const message = z.parse(Message, JSON.parse(body));
    const paymentKey = z.parse(PaymentKeyText, message.detail.data.paymentKey);
    const kind = message["detail-type"] === "ContributionAccepted.v1" ? "activate" : "revoke";
    const waitingSince = instant(Number(attributes.ApproximateFirstReceiveTimestamp));
    return { kind, paymentKey, waitingSince };
  } catch {
    throw new MessageUnreadable("the message does not parse");
  }
}
