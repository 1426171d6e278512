import * as z from "zod";
import { EVENT_DATA, type EventType } from "../../shared/event/catalogue.ts";

const WHEN: Record<EventType, string> = {
  "ContributionAccepted.v1": "Money is booked and owns these months. Cover counts from `inForceFrom`.",
  "ContributionCredited.v1": "Money was taken for which no month was free; all of it waits as credit.",
  "ContributionReversed.v1": "The partner gave the money back; the months are free again.",
  "CoverageRevoked.v1": "The core knows of the reversal; nothing of the payment is in force.",
  "CoverageActivated.v1": "The core has confirmed; the months are in force.",
  "MemberRegistered.v1": "The core has made somebody a member who registered through a partner.",
  "LookupsInSequence.v1":
    "Somebody may be counting people up: many numbers of one birth date and district, or many that belong to nobody. Once a window.",
  "SettlementReconciled.v1":
    "A partner's file of a business date has been matched with the ledger, item by item. A higher `revision` of the day takes the place of a lower one.",
  "ReplayRequested.v1":
    "Somebody asked for failures to be tried again; who and why stands in the replay itself.",
  "ActivationFailed.v1": "Something went wrong after the money was taken; a person has to look.",
};

/** The page on our events, made from the schemas that consumers parse with. */
export function eventCataloguePage(): string {
  const names = Object.keys(EVENT_DATA) as EventType[];
  const sections = names.map((name) => {
    const { $schema: _, ...schema } = z.toJSONSchema(EVENT_DATA[name]);
    return `## ${name}\n\n${WHEN[name]}\n\n\`\`\`json\n${JSON.stringify(schema, null, 2)}\n\`\`\``;
  });
  return `# Events

Made by \`npm run docs\`; a test fails when this page and the schemas differ.

Every event is a CloudEvents 1.0 object in the \`detail\` of an EventBridge event with \`source\` \`kanal.ledger\` and \`detail-type\` the name below. Its
\`id\` is a function of the ledger item and the name: a replay or a second delivery carries the same id. Delivery is at least once and in no order.
No event holds a NIK or a name; \`memberKey\` is a keyed hash.

${sections.join("\n\n")}
`;
}
