import { randomBytes } from "node:crypto";
import { jakartaTime } from "../jakarta-time.ts";
import type { SnapReply, SnapTwist } from "../snap-bank.ts";
import type { SnapBench } from "../snap-bench.ts";
import type { SnapCase } from "../snap-case.ts";

/** An inquiry whose signature has to be found wrong. */
async function wrong(bench: SnapBench, twist: SnapTwist, body?: string): Promise<SnapReply> {
  const content = body ?? bench.inquiryFields(bench.askedNumber);
  return bench.expect(await bench.bank.call("inquiry", content, twist), "401-00");
}

/** The text of an inquiry with more in it than its meaning. */
function inquiryText(bench: SnapBench, more: string): string {
  const fields = JSON.stringify(bench.inquiryFields(bench.askedNumber));
  return `${fields.slice(0, -1)},${more}}`;
}

const otherEncoding = (bench: SnapBench) => (genuine: string) => {
  const [from, to] =
    bench.partner.signatureEncoding === "hex" ? (["hex", "base64"] as const) : (["base64", "hex"] as const);
  return Buffer.from(genuine, from).toString(to);
};

/**
 * All but the last group of four changes: its last letter carries unused bits, so that in the other case it is often no base64 at all, and
 * a gateway that compares without case would refuse it for that and look right (one run in four).
 */
const inOtherCase = (change: (text: string) => string) => (genuine: string) =>
  change(genuine.slice(0, -4)) + genuine.slice(-4);

/** What the signature of a transaction has to be, and what it must not be taken for. */
export const SIGNATURE_CASES: readonly SnapCase[] = [
  {
    id: "snap-sig-wrong-path",
    category: "signature",
    title: "a signature over another path is refused",
    reason: "The path says what is asked: an inquiry's signature must not serve for a payment.",
    reference: "SNAP BI signature, snap-bi.md 2.3, 8.4",
    lookAt: "the signed path: with every prefix, as it stands in the URL",
    async run(bench) {
      const path = bench.bank.path("inquiry");
      await wrong(bench, { signedPath: bench.bank.path("payment") });
      await wrong(bench, { signedPath: `/other${path}` });
      await wrong(bench, { signedPath: `${path}/` });
      if (bench.partner.basePath !== "")
        await wrong(bench, { signedPath: path.slice(bench.partner.basePath.length) });
    },
  },
  {
    id: "snap-sig-wrong-method",
    category: "signature",
    title: "a signature over another method is refused",
    reason: "Method and path together name the service.",
    reference: "SNAP BI signature, snap-bi.md 2.1",
    async run(bench) {
      await wrong(bench, { signedMethod: "GET" });
      await wrong(bench, { signedMethod: "post" });
    },
  },
  {
    id: "snap-sig-other-time",
    category: "signature",
    title: "a signature over another time than the header's is refused",
    reason: "Otherwise a recorded call gets a fresh time and is new again.",
    reference: "SNAP BI signature, snap-bi.md 2.3",
    async run(bench) {
      await wrong(bench, { signedTimestamp: jakartaTime(-1) });
      const utc = new Date().toISOString();
      await wrong(bench, { timestamp: utc, signedTimestamp: utc.replace("Z", "+00:00") });
    },
  },
  {
    id: "snap-sig-other-token",
    signing: "with-token",
    category: "signature",
    title: "a signature over another token than the header's is refused",
    reason: "The token binds the call to the client that proved its key.",
    reference: "SNAP BI signature, snap-bi.md 2.1, 8.7",
    async run(bench) {
      const second = String((await bench.bank.askToken()).body.accessToken);
      await wrong(bench, { signedToken: second });
      await wrong(bench, { signedToken: "" });
    },
  },
  {
    id: "snap-sig-body-changed",
    category: "signature",
    title: "a body that changed after it was signed is refused",
    reason: "One digit of an amount is all that a thief in the middle needs.",
    reference: "SNAP BI signature, snap-bi.md 2.4",
    async run(bench) {
      const genuine = JSON.stringify(bench.inquiryFields(bench.askedNumber));
      await wrong(
        bench,
        { signedBody: genuine },
        genuine.replace('"additionalInfo":{}', '"additionalInfo":{"months":2}'),
      );
      await wrong(bench, { signedBody: genuine }, `${genuine.slice(0, -1)},"x":1}`);
      await wrong(bench, { signedBody: "" }, genuine);
    },
  },
  {
    id: "snap-sig-raw-bytes",
    category: "signature",
    title: "a body is verified as its bytes are: white space, escapes and order stay",
    reason: "A gateway that parses and writes the body again refuses every PHP and Go client.",
    reference: "snap-bi.md 2.4, 8.1",
    lookAt: "hash the bytes that go over the wire, not an object",
    async run(bench) {
      const spaced = inquiryText(bench, '"a" : [ 1 ,\t2 ],\r\n "b":{ }').replaceAll(",", " , ");
      const escaped = inquiryText(bench, String.raw`"note":"\u00e9 \/ \u003c","10":1,"2":2,"b":3`);
      const wide = inquiryText(bench, '"note":"é 漢 \u2028 😀"');
      for (const text of [spaced, escaped, wide])
        bench.expect(await bench.bank.call("inquiry", text), "200-00");
    },
  },
  {
    id: "snap-sig-minified",
    category: "signature",
    title: "a pretty-printed body is verified over its minified form as well",
    reason: "The standard says minify; both readings are legitimate and both are sent.",
    reference: "SNAP BI signature, snap-bi.md 2.4, 8.1",
    async run(bench) {
      const fields = bench.inquiryFields(bench.askedNumber, { note: 'two  spaces, a "quote", a tab\t' });
      const pretty = JSON.stringify(fields, null, 4);
      bench.expect(
        await bench.bank.call("inquiry", pretty, { signedBody: JSON.stringify(fields) }),
        "200-00",
      );
    },
  },
  {
    id: "snap-sig-numbers-kept",
    category: "signature",
    title: "numbers in the body are hashed as they were written: 1.50, 1E+2, 20 digits",
    reason: "A number that went through a double is another text.",
    reference: "snap-bi.md 2.4, 8.18",
    async run(bench) {
      const text = inquiryText(bench, '"a":1.50,"b":1E+2,"c":12345678901234567890,"d":-0');
      bench.expect(await bench.bank.call("inquiry", text), "200-00");
      const rewritten = text
        .replace("1.50", "1.5")
        .replace("1E+2", "100")
        .replace("12345678901234567890", "12345678901234567000");
      await wrong(bench, { signedBody: rewritten }, text);
    },
  },
  {
    id: "snap-sig-reserialised",
    category: "signature",
    title: "a signature over a body that was parsed and written again is refused",
    reason: "It covers other bytes than were sent; taking it would make every rewriting of a body genuine.",
    reference: "snap-bi.md 2.4, 8.1",
    async run(bench) {
      const text = inquiryText(bench, String.raw`"note":"\u00e9","10":1,"2":2`);
      await wrong(bench, { signedBody: JSON.stringify(JSON.parse(text)) }, text);
    },
  },
  {
    id: "snap-sig-stripped-spaces",
    category: "signature",
    title: "a signature over a body without any white space at all is refused",
    reason: "It took the padding out of the company code: a value was changed, not the layout.",
    reference: "snap-bi.md 2.4, 8.2",
    lookAt: "a signer that strips with a regular expression also strips inside strings",
    async run(bench) {
      const text = JSON.stringify(bench.inquiryFields(bench.askedNumber, { note: "A  B" }));
      await wrong(bench, { signedBody: text.replace(/\s/g, "") }, text);
    },
  },
  {
    id: "snap-sig-body-left-out",
    category: "signature",
    title: "a signature without the body's hash is refused",
    reason: "Some old libraries drop the segment; then anybody can change the body.",
    reference: "snap-bi.md 2.4, 8.3",
    async run(bench) {
      const { bank } = bench;
      const timestamp = jakartaTime();
      const token = bank.usesToken ? [await bank.token()] : [];
      for (const hash of [[], [""]]) {
        const text = ["POST", bank.path("inquiry"), ...token, ...hash, timestamp].join(":");
        await wrong(bench, { timestamp, signature: () => bank.signText(text) });
      }
    },
  },
  {
    id: "snap-sig-other-encoding",
    category: "signature",
    title: "hex where base64 was agreed, or the other way round, is a wrong signature",
    reason: "One signature has one text; the encoding is the profile's, not the caller's choice.",
    reference: "snap-bi.md 2.3, 8.5",
    run: async (bench) => {
      await wrong(bench, { signature: otherEncoding(bench) });
    },
  },
  {
    id: "snap-sig-case",
    category: "signature",
    title: "upper and lower case of a signature differ",
    reason: "Compared without case, one in a few thousand forgeries would pass where none may.",
    reference: "snap-bi.md 8.5",
    async run(bench) {
      if (bench.partner.signatureEncoding === "hex") bench.skip("hex has no second case to confuse");
      await wrong(bench, { signature: inOtherCase((text) => text.toLowerCase()) });
      await wrong(bench, { signature: inOtherCase((text) => text.toUpperCase()) });
    },
  },
  {
    id: "snap-sig-strict-text",
    category: "signature",
    title: "a signature with a cut end, no padding or something around it is wrong",
    reason: "Decoders that skip what they do not know let many texts stand for one signature.",
    reference: "RFC 4648 section 3, snap-bi.md 8.5",
    async run(bench) {
      await wrong(bench, { signature: (genuine) => genuine.slice(0, 43) });
      await wrong(bench, { signature: (genuine) => `${genuine}==` });
      await wrong(bench, { signature: (genuine) => `"${genuine}"` });
      await wrong(bench, { signature: (genuine) => `${genuine.slice(0, 20)} ${genuine.slice(20)}` });
      if (bench.partner.signatureEncoding === "base64") {
        await wrong(bench, { signature: (genuine) => genuine.replace(/=*$/, "-") });
        if (bench.bank.usesToken) await wrong(bench, { signature: (genuine) => genuine.replace(/=+$/, "") });
      }
    },
  },
  {
    id: "snap-sig-strangers-secret",
    category: "signature",
    title: "a signature with another bank's secret, or any other, is refused",
    reason:
      "The secret comes from the token's client; whoever picks it by a header lets a bank sign for another.",
    reference: "snap-bi.md 8.7",
    async run(bench) {
      const { bank } = bench;
      const others = bench.otherBanks.map(({ partner }) =>
        bank.usesToken ? partner.clientSecret : partner.privateKeyPem,
      );
      const random = bank.usesToken ? [randomBytes(32).toString("base64url")] : [];
      for (const key of [...others, ...random]) await wrong(bench, { key });
    },
  },
  {
    id: "snap-sig-empty-body",
    category: "signature",
    title: "an empty body is hashed as nothing is, and then it is unreadable",
    reason:
      "e3b0c442... is the hash of nothing; an empty segment or none is another rule that some libraries follow.",
    reference: "snap-bi.md 2.1, 8.3",
    async run(bench) {
      bench.expect(await bench.bank.call("inquiry", ""), "400-00");
    },
  },
];
