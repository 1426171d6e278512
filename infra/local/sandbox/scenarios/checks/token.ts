import type { Rule } from "../scenario.ts";
import { accidentOf, inquiriesOf } from "../story.ts";
import { broken, held } from "./check.ts";

/** A token lasts fifteen minutes and many messages. */
export const fetchesOneToken: Rule = ({ all }) => {
  const fetched = all.filter(({ service }) => service === "token").length;
  const label = "at most one token is fetched";
  const expected = "0 or 1 token calls for two payments";
  return fetched <= 1 ? held(label, expected, `${fetched}`) : broken(label, expected, `${fetched}`);
};

/** Messages share a token. */
export const sharesTheToken: Rule = ({ calls }) => {
  const tokens = new Set(calls.map(({ tokenMark }) => tokenMark)).size;
  const label = "messages share a token";
  const expected = "at most 2 tokens for 4 messages or more (one may have ended)";
  const got = `${tokens} tokens, ${calls.length} messages`;
  return tokens <= 2 && tokens < calls.length ? held(label, expected, got) : broken(label, expected, got);
};

/** A token that is refused as over is replaced, once. */
export const fetchesAnotherToken: Rule = (story) => {
  const accident = accidentOf(story);
  const label = "a new token is fetched, once";
  const expected = "one token call after 401xx01";
  const fetched = story.all.filter(
    ({ service, number }) => service === "token" && accident !== undefined && number > accident.number,
  ).length;
  return fetched === 1 ? held(label, expected, "1") : broken(label, expected, `${fetched}`);
};

/** What was refused is sent again with the new token. */
export const sendsWithNewToken: Rule = (story) => {
  const accident = accidentOf(story);
  const again = inquiriesOf(story).find(({ number }) => accident !== undefined && number > accident.number);
  const label = "the message is sent again with it";
  const expected = "the inquiry again, with another token";
  if (!again) return broken(label, expected, "it was not sent again");
  const isNew = again.tokenMark !== accident?.tokenMark;
  return isNew
    ? held(label, expected, "so it was")
    : broken(label, expected, "with the token that was refused");
};
