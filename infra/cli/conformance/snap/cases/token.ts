import { generateKeyPairSync, sign } from "node:crypto";
import { expectSnapForm } from "../expect-snap.ts";
import { jakartaTime } from "../jakarta-time.ts";
import type { SnapTwist } from "../snap-bank.ts";
import type { SnapBench } from "../snap-bench.ts";
import type { SnapCase } from "../snap-case.ts";

const LONGEST_TOKEN = 2048;

/** A token call that has to be refused: the code is given, and no token comes along. */
async function refused(
  bench: SnapBench,
  code: "400-00" | "400-01" | "400-02" | "401-00",
  twist: SnapTwist & { readonly clientKey?: string; readonly body?: string },
): Promise<void> {
  const reply = await bench.bank.askToken(twist);
  bench.expect(reply, code);
  bench.check.equal("no token comes along", reply.body.accessToken, undefined);
}

const strangersKey = () =>
  generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs8", format: "pem" })
    .toString();

/** Service 73, with everything that it has to refuse. */
export const TOKEN_CASES: readonly SnapCase[] = [
  {
    id: "snap-73-issue",
    category: "token",
    title: "a token comes with every field that the standard names, numbers as texts",
    reason:
      "A bank's parser fails on `expiresIn` as a number, and a token longer than 2048 characters is cut off.",
    reference: "SNAP BI service 73, snap-bi.md 1.2, 8.17, 8.23",
    async run(bench) {
      const { check, partner } = bench;
      const reply = bench.expect(await bench.bank.askToken(), "200-00");
      const { accessToken, tokenType, expiresIn } = reply.body;
      check.form("accessToken", accessToken, /^[\x21-\x7e]+$/);
      check.that(
        "accessToken fits 2048 characters",
        String(accessToken).length <= LONGEST_TOKEN,
        "at most 2048",
        String(accessToken).length,
      );
      check.equal("tokenType", tokenType, partner.tokenType);
      check.equal("expiresIn is a text of seconds", expiresIn, "900");
      check.equal("X-CLIENT-KEY is repeated", reply.headers.get("x-client-key"), partner.clientKey);
    },
  },
  {
    id: "snap-73-token-says-nothing-secret",
    category: "privacy",
    title: "what the token says in clear holds no secret of the bank",
    reason: "A token travels through logs and proxies; a signed token can be read by whoever sees it.",
    reference: "RFC 8725 section 2.7, snap-bi.md 8.29",
    async run(bench) {
      const token = await bench.bank.token();
      const readable = token
        .split(".")
        .map((part) => Buffer.from(part, "base64url").toString("latin1"))
        .join(" ");
      bench.check.without("the client secret", readable + token, bench.partner.clientSecret);
      bench.check.without("a private key", readable, "PRIVATE KEY");
    },
  },
  {
    id: "snap-73-earlier-token-lives",
    category: "token",
    title: "a new token does not end an earlier one",
    reason:
      "A bank with several nodes asks for tokens from each; the first node's calls would fail at random.",
    reference: "SNAP BI service 73, snap-bi.md 1.2",
    async run(bench) {
      const bank = bench.bank;
      const first = (await bank.askToken()).body.accessToken;
      const second = (await bank.askToken()).body.accessToken;
      for (const token of [first, second]) {
        const reply = await bench.inquire(bench.askedNumber, {}, { token: String(token) });
        bench.expect(reply, "200-00");
      }
    },
  },
  {
    id: "snap-73-strangers-key",
    category: "token",
    title: "a token call signed with somebody else's key is refused",
    reason: "The signature is all that stands between a known client id, which is no secret, and a token.",
    reference: "SNAP BI service 73, snap-bi.md 1.3, 8.6",
    lookAt: "which private key signs, and whether its public half was handed over",
    run: (bench) => refused(bench, "401-00", { key: strangersKey() }),
  },
  {
    id: "snap-73-other-text",
    category: "token",
    title: "a token call signed over another text is refused",
    reason: "The text is client key, a bar, the time; a colon or a space in it is another text.",
    reference: "SNAP BI service 73, snap-bi.md 1.1",
    async run(bench) {
      const { clientKey, privateKeyPem } = bench.bank.partner;
      const timestamp = jakartaTime();
      for (const text of [`${clientKey}:${timestamp}`, `${clientKey} | ${timestamp}`, timestamp]) {
        const signature = sign("sha256", Buffer.from(text), privateKeyPem).toString("base64");
        await refused(bench, "401-00", { timestamp, signature: () => signature });
      }
    },
  },
  {
    id: "snap-73-other-encoding",
    category: "token",
    title: "a signature in the other encoding, or cut short, is wrong",
    reason: "Two texts for one signature are two ways past a log, and the standard's own samples disagree.",
    reference: "snap-bi.md 1.1, 8.5",
    lookAt: "the output of the signing function: base64 with its padding",
    async run(bench) {
      const isHex = bench.partner.signatureEncoding === "hex";
      const [from, to] = isHex ? (["hex", "base64"] as const) : (["base64", "hex"] as const);
      await refused(bench, "401-00", { signature: (genuine) => Buffer.from(genuine, from).toString(to) });
      await refused(bench, "401-00", { signature: (genuine) => genuine.slice(0, -8) });
      // Hex has no second case to confuse.
      if (!isHex) await refused(bench, "401-00", { signature: (genuine) => genuine.toLowerCase() });
    },
  },
  {
    id: "snap-73-secret-is-no-key",
    category: "token",
    title: "an HMAC with the client secret buys no token",
    reason: "The secret is for transactions; the token call proves the key pair.",
    reference: "snap-bi.md 1.1, 8.31",
    async run(bench) {
      const timestamp = jakartaTime();
      const text = `${bench.partner.clientKey}|${timestamp}`;
      const signature = bench.bank.signText(text);
      await refused(bench, "401-00", { timestamp, signature: () => signature });
    },
  },
  {
    id: "snap-73-unknown-client",
    category: "token",
    title: "an unknown client is told the same as a wrong signature is",
    reason: "A different status would tell a stranger which client ids exist.",
    reference: "SNAP BI service 73, snap-bi.md 1.3",
    run: (bench) => refused(bench, "401-00", { clientKey: "nobody-sandbox-99" }),
  },
  {
    id: "snap-73-client-of-another-bank",
    category: "token",
    title: "a bank's key gets no token for another bank's client id",
    reason: "Token, client, key and partner belong together; otherwise one bank pays in the name of another.",
    reference: "snap-bi.md 8.7",
    async run(bench) {
      await refused(bench, "401-00", { clientKey: bench.otherBank.partner.clientKey });
    },
  },
  {
    id: "snap-73-headers-missing",
    category: "headers",
    title: "a token call without one of its three headers names the header",
    reason: "An engineer who sees which header is missing needs no support call.",
    reference: "SNAP BI service 73, snap-bi.md 1.3",
    async run(bench) {
      for (const name of ["X-TIMESTAMP", "X-CLIENT-KEY", "X-SIGNATURE"]) {
        const reply = await bench.bank.askToken({ headers: { [name]: null } });
        bench.expect(reply, "400-02");
        bench.check.form("the header is named", reply.body.responseMessage, new RegExp(name));
      }
    },
  },
  {
    id: "snap-73-time-without-offset",
    category: "headers",
    title: "a time without its offset is malformed, not guessed",
    reason: "Guessed as WIB or UTC it is right for one bank and seven hours off for another.",
    reference: "snap-bi.md 2.5, 8.20",
    async run(bench) {
      const local = jakartaTime().slice(0, 19);
      await refused(bench, "400-01", { timestamp: local });
      await refused(bench, "400-01", { timestamp: local.replace("T", " ") });
      await refused(bench, "400-01", { timestamp: String(Math.floor(Date.now() / 1000)) });
    },
  },
  {
    id: "snap-73-time-forms",
    category: "headers",
    title: "every RFC 3339 form of the time is taken: fractions, Z, -00:00, +07:00",
    reason: "SDKs send milliseconds and Z; the text is signed as it was sent and only read as a time.",
    reference: "RFC 3339, snap-bi.md 2.5, 8.20",
    async run(bench) {
      const utc = new Date().toISOString();
      for (const timestamp of [
        utc,
        `${utc.slice(0, 19)}Z`,
        `${utc.slice(0, 19)}-00:00`,
        `${utc.slice(0, 19)}.123456789+00:00`,
        jakartaTime(),
      ]) {
        bench.expect(await bench.bank.askToken({ timestamp }), "200-00");
      }
    },
  },
  {
    id: "snap-73-time-outside-window",
    category: "headers",
    title: "a token call from outside the window is refused, on both sides",
    reason: "The body is not signed, so a recorded call could be sent again for ever.",
    reference: "snap-bi.md 1.1, 2.5, 8.20",
    lookAt: "the machine's clock: it needs NTP",
    async run(bench) {
      const { skewSeconds } = bench.partner;
      await refused(bench, "401-00", { timestamp: jakartaTime(-skewSeconds - 60) });
      await refused(bench, "401-00", { timestamp: jakartaTime(skewSeconds + 60) });
    },
  },
  {
    id: "snap-73-time-inside-window",
    category: "headers",
    title: "a clock that is off by less than the window still gets a token",
    reason: "Bank clocks are seconds to minutes off; a one-sided window refuses half of them.",
    reference: "snap-bi.md 2.5, 8.20",
    async run(bench) {
      const most = bench.partner.skewSeconds - 30;
      for (const moved of [-most, most]) {
        bench.expect(await bench.bank.askToken({ timestamp: jakartaTime(moved) }), "200-00");
      }
    },
  },
  {
    id: "snap-73-grant",
    category: "token",
    title: "a missing grant is named as missing, another one as malformed",
    reason: "The grant is all that the body may say; what else it says is not signed.",
    reference: "SNAP BI service 73, snap-bi.md 1.1, 8.24",
    async run(bench) {
      await refused(bench, "400-02", { body: "{}" });
      await refused(bench, "400-02", { body: '{"grantType":""}' });
      await refused(bench, "400-01", { body: '{"grantType":"password"}' });
    },
  },
  {
    id: "snap-73-body-unreadable",
    category: "transport",
    title: "a body that is no JSON object is a bad request of service 73",
    reason: "Frameworks answer a parser's error by themselves, without the code that a bank's stack reads.",
    reference: "snap-bi.md 1.3, 8.15",
    async run(bench) {
      for (const body of ["", "grantType=client_credentials", '"client_credentials"', '{"grantType":']) {
        await refused(bench, "400-00", { body });
      }
    },
  },
  {
    id: "snap-73-method",
    category: "transport",
    title: "only POST asks for a token, and the refusal is the standard's",
    reason: "A proxy that turns POST into GET on a redirect is a classic; the answer should show it.",
    reference: "snap-bi.md 4.1, 8.15",
    async run(bench) {
      for (const method of ["GET", "PUT", "DELETE"]) {
        const reply = await bench.bank.askToken({ method });
        bench.expect(reply, "405-01");
        bench.check.equal("Allow", reply.headers.get("allow"), "POST");
      }
    },
  },
  {
    id: "snap-73-client-key-echo",
    category: "headers",
    title: "X-CLIENT-KEY stands on refusals too, and an odd one is not repeated",
    reason: "Banks match answers by it; whatever is repeated unseen can split a header.",
    reference: "SNAP BI service 73, snap-bi.md 8.23",
    async run(bench) {
      const reply = await bench.bank.askToken({ key: strangersKey() });
      bench.check.equal(
        "X-CLIENT-KEY on a refusal",
        reply.headers.get("x-client-key"),
        bench.partner.clientKey,
      );
      const odd = await bench.bank.askToken({ clientKey: "x y\tz" });
      expectSnapForm(bench.check, odd);
      bench.check.equal("X-CLIENT-KEY with a space", odd.headers.get("x-client-key"), undefined);
    },
  },
];
