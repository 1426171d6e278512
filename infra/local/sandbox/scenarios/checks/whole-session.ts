import type { Rule } from "../scenario.ts";
import type { SeenCall } from "../seen-call.ts";
import { noneWrong } from "./check.ts";
import { noneOff, noneUnsigned } from "./ordinary.ts";

const groupsOf = (calls: readonly SeenCall[], key: (call: SeenCall) => string | undefined) =>
  [...Map.groupBy(calls, key)].flatMap(([name, group]) => (name === undefined ? [] : [{ name, group }]));

/** In SNAP every message of a day has an X-EXTERNAL-ID of its own (409xx00 else). */
export const numbersEachMessage: Rule = ({ session, repeatKeepsExternalId }) => {
  const twice = groupsOf(session, ({ messageId }) => messageId).filter(({ group }) => {
    const [first, ...more] = group;
    const isRepeat = (call: SeenCall) => call.service === "payment" && call.reference === first?.reference;
    return more.some((call) => !(repeatKeepsExternalId && first?.service === "payment" && isRepeat(call)));
  });
  const words = {
    label: "every message has an X-EXTERNAL-ID of its own",
    expected: repeatKeepsExternalId ? "none twice, but in repeats of one payment" : "none twice",
  };
  return noneWrong(
    { ...words, none: `${session.length} messages` },
    twice,
    ({ name, group }) => `${name} on ${group.length}`,
  );
};

/** At H2H an Idempotency-Key belongs to one payment. */
export const keepsKeysApart: Rule = ({ session }) => {
  const shared = groupsOf(session, ({ messageId }) => messageId).filter(
    ({ group }) => new Set(group.map(({ reference }) => reference)).size > 1,
  );
  const words = {
    label: "an Idempotency-Key belongs to one payment",
    expected: "one reference for each key",
  };
  return noneWrong({ ...words, none: "none shared" }, shared, ({ name }) => name);
};

/** One reference, one payment, for ever. */
export const keepsReferencesApart: Rule = ({ session }) => {
  const payments = session.filter(({ service }) => service === "payment");
  const shared = groupsOf(payments, ({ reference }) => reference).filter(
    ({ group }) =>
      new Set(group.map(({ inquiryId, amountRupiah }) => `${inquiryId} ${amountRupiah}`)).size > 1,
  );
  const words = {
    label: "a reference belongs to one payment",
    expected: "one inquiry and one amount for each reference",
  };
  return noneWrong({ ...words, none: "none shared" }, shared, ({ name }) => name);
};

/** Nothing was refused for its signature in the whole session. */
export const signedThroughout: Rule = ({ session }) =>
  noneUnsigned("all messages of the session are signed right", session);

/** No message of the session was off. */
export const timedThroughout: Rule = ({ session, pace }) =>
  noneOff("the clock is right throughout", session, pace.clockSeconds);
