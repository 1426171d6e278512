import type { H2hBench } from "../h2h-bench.ts";
import type { H2hCase } from "../h2h-case.ts";
import type { H2hReply, H2hTwist } from "../h2h-shop.ts";

/** An inquiry whose signature has to be refused under this problem. */
export async function refusedSignature(bench: H2hBench, problem: string, twist: H2hTwist): Promise<H2hReply> {
  return bench.problem(await bench.inquire(bench.asked.nik, 1, twist), 401, problem);
}

const served = async (bench: H2hBench, twist: H2hTwist) =>
  bench.ok(await bench.inquire(bench.asked.nik, 1, twist), 201);

const USUAL = ['"@method"', '"@path"', '"content-type"', '"content-digest"'];
const without = (component: string) => USUAL.filter((one) => one !== component);

/** What a request's signature has to be, and what it must not be taken for. */
export const SIGNATURE_CASES: readonly H2hCase[] = [
  {
    id: "h2h-sig-missing",
    category: "signature",
    title: "a request without a signature is told what has to be covered",
    reason: "The engineer's first request is unsigned; the answer should be his manual.",
    reference: "RFC 9421 section 5, design 5.2",
    async run(bench) {
      const reply = await refusedSignature(bench, "signature-missing", { signatureHeaders: () => ({}) });
      const accepted = reply.headers.get("accept-signature") ?? "";
      for (const component of ["@method", "@path", "content-digest"]) {
        bench.check.that(
          `Accept-Signature names ${component}`,
          accepted.includes(`"${component}"`),
          "named",
          accepted,
        );
      }
    },
  },
  {
    id: "h2h-sig-malformed",
    category: "signature",
    title: "signature headers that cannot be read, or only one of the two, are malformed",
    reason: "Guessing what a broken header meant is how two readers come to two results.",
    reference: "RFC 9421 section 4, RFC 8941",
    async run(bench) {
      const broken: NonNullable<H2hTwist["signatureHeaders"]>[] = [
        (usual) => ({ Signature: usual.Signature }),
        (usual) => ({ "Signature-Input": usual["Signature-Input"] }),
        (usual) => ({ ...usual, "Signature-Input": usual["Signature-Input"].replace("(", "") }),
        (usual) => ({ ...usual, Signature: usual.Signature.replaceAll(":", "") }),
        (usual) => ({ ...usual, Signature: usual.Signature.replace("sig=", "other=") }),
        (usual) => ({
          ...usual,
          "Signature-Input": usual["Signature-Input"].replace(/created=\d+/, 'created="now"'),
        }),
      ];
      for (const signatureHeaders of broken)
        await refusedSignature(bench, "signature-malformed", { signatureHeaders });
    },
  },
  {
    id: "h2h-sig-two",
    category: "signature",
    title: "two signatures on one request are refused",
    reason: "Which one counts would be the reader's choice, and a proxy may choose another.",
    reference: "RFC 9421 section 7.2.6, design 5.2",
    async run(bench) {
      await refusedSignature(bench, "signature-malformed", {
        signatureHeaders: (usual) => ({
          "Signature-Input": `${usual["Signature-Input"]}, ${usual["Signature-Input"].replace("sig=", "second=")}`,
          Signature: `${usual.Signature}, ${usual.Signature.replace("sig=", "second=")}`,
        }),
      });
    },
  },
  {
    id: "h2h-sig-component-twice",
    category: "signature",
    title: "a component that is covered twice is malformed",
    reason: "The RFC forbids it, because the second could stand for another value.",
    reference: "RFC 9421 section 2",
    run: async (bench) => {
      await refusedSignature(bench, "signature-malformed", { covered: [...USUAL, '"@method"'] });
    },
  },
  {
    id: "h2h-sig-key-unknown",
    category: "signature",
    title: "an unknown key id is refused",
    reason: "A key that nobody registered belongs to nobody.",
    reference: "RFC 9421 section 3.2, design 5.2",
    async run(bench) {
      const { partner } = bench;
      await refusedSignature(bench, "key-unknown", { key: { ...partner, keyId: "nobody-1" } });
      await refusedSignature(bench, "key-unknown", { key: { ...partner, keyId: `${partner.keyId}x` } });
      await refusedSignature(bench, "key-unknown", {
        key: { ...partner, keyId: partner.keyId.toUpperCase() },
      });
    },
  },
  {
    id: "h2h-sig-key-of-another",
    category: "signature",
    title: "another partner's key id does not serve with this partner's key",
    reason: "The key id says who asks; anybody can write somebody else's.",
    reference: "RFC 9421 section 3.2, snap-bi.md 8.7",
    async run(bench) {
      const other = bench.otherShop.partner;
      const key = { ...bench.partner, keyId: other.keyId };
      const parameters = ({ created }: { created: number }) => `;created=${created};keyid="${other.keyId}"`;
      await refusedSignature(bench, "signature-wrong", { key, parameters });
    },
  },
  {
    id: "h2h-sig-algorithm",
    category: "signature",
    title: "the key decides the algorithm: another one in the message is refused, none at all is fine",
    reason: "A public key taken for an HMAC secret verifies what anybody can sign.",
    reference: "RFC 9421 section 3.2, RFC 8725 section 2.1",
    async run(bench) {
      const { keyId, algorithm } = bench.partner;
      const other = algorithm === "hmac-sha256" ? "ed25519" : "hmac-sha256";
      for (const name of [other, "none", algorithm.toUpperCase()]) {
        await refusedSignature(bench, "algorithm-differs", {
          parameters: ({ created }) => `;created=${created};keyid="${keyId}";alg="${name}"`,
        });
      }
      await served(bench, { parameters: ({ created }) => `;created=${created};keyid="${keyId}"` });
    },
  },
  {
    id: "h2h-sig-covers-too-little",
    category: "signature",
    title:
      "a signature that leaves out method, path or the body's digest is refused by the name of what is missing",
    reason: "What is not covered can be changed on the way: another path makes a reversal of a payment.",
    reference: "RFC 9421 section 7.2.1, design 5.2",
    lookAt: "the list of covered components in Signature-Input",
    async run(bench) {
      for (const component of ["@method", "@path", "content-digest"]) {
        const reply = await refusedSignature(bench, "component-missing", {
          covered: without(`"${component}"`),
        });
        bench.check.equal("the component is named", reply.body.fields, [component]);
      }
      await refusedSignature(bench, "component-missing", { covered: [] });
    },
  },
  {
    id: "h2h-sig-parameters-missing",
    category: "signature",
    title: "a signature without its time or its key id is refused",
    reason: "Without a time it is good for ever; without a key id it is nobody's.",
    reference: "RFC 9421 section 2.3, design 5.2",
    async run(bench) {
      const { keyId } = bench.partner;
      const untimed = await refusedSignature(bench, "component-missing", {
        parameters: () => `;keyid="${keyId}"`,
      });
      bench.check.equal("created is named", untimed.body.fields, ["created"]);
      const unnamed = await refusedSignature(bench, "component-missing", {
        parameters: ({ created }) => `;created=${created}`,
      });
      bench.check.equal("keyid is named", unnamed.body.fields, ["keyid"]);
    },
  },
  {
    id: "h2h-sig-idempotency-key-uncovered",
    category: "signature",
    title: "an Idempotency-Key that is sent has to be covered",
    reason: "Uncovered it could be swapped on the way, and with it what counts as a repeat.",
    reference: "design 5.2, RFC 9421 section 7.2.1",
    async run(bench) {
      const reply = await refusedSignature(bench, "component-missing", {
        idempotencyKey: bench.reference(),
        covered: USUAL,
      });
      bench.check.equal("the header is named", reply.body.fields, ["idempotency-key"]);
    },
  },
  {
    id: "h2h-sig-absent-component",
    category: "signature",
    title: "a component that is not in the message, or that a request cannot have, is refused",
    reason: "A signature over nothing says nothing.",
    reference: "RFC 9421 section 2.5",
    async run(bench) {
      for (const component of ['"x-not-there"', '"@status"', '"@method";req', '"content-digest";sf']) {
        await refusedSignature(bench, "component-missing", { covered: [...USUAL, component] });
      }
    },
  },
  {
    id: "h2h-sig-more-covered",
    category: "signature",
    title: "more components in any order are welcome: authority, an empty query, own headers",
    reason: "Libraries cover what they like; only what is missing counts.",
    reference: "RFC 9421 section 2.2, design 5.2",
    async run(bench) {
      await served(bench, { covered: ['"content-digest"', '"@path"', '"@authority"', '"@method"'] });
      await served(bench, { covered: [...USUAL, '"@query"'] });
      await served(bench, { headers: { "X-Till": " 7 " }, covered: [...USUAL, '"x-till"'] });
    },
  },
  {
    id: "h2h-sig-wrong-parts",
    category: "signature",
    title: "a signature over another method, path, host or header than was sent is wrong",
    reason: "Each part that is covered has to be the one that arrived.",
    reference: "RFC 9421 section 2.2",
    async run(bench) {
      await refusedSignature(bench, "signature-wrong", { signed: { '"@method"': "GET" } });
      await refusedSignature(bench, "signature-wrong", { signed: { '"@method"': "post" } });
      await refusedSignature(bench, "signature-wrong", { signed: { '"@path"': "/h2h/v1/payments" } });
      await refusedSignature(bench, "signature-wrong", { signed: { '"@path"': "/v1/inquiries" } });
      await refusedSignature(bench, "signature-wrong", {
        covered: [...USUAL, '"@authority"'],
        signed: { '"@authority"': "other.example" },
      });
      await refusedSignature(bench, "signature-wrong", {
        covered: [...USUAL, '"@query"'],
        signed: { '"@query"': "?a=1" },
      });
      await refusedSignature(bench, "signature-wrong", { signed: { '"content-type"': "text/plain" } });
    },
  },
  {
    id: "h2h-sig-altered",
    category: "signature",
    title: "a signature with a changed bit, a cut end or other parameters is wrong",
    reason: "Everything in Signature-Input is signed with the rest; only the right bytes are the key's.",
    reference: "RFC 9421 section 3.2",
    async run(bench) {
      await refusedSignature(bench, "signature-wrong", {
        signature: (genuine) => {
          const altered = Buffer.from(genuine);
          altered[5] = (altered[5] ?? 0) ^ 1;
          return altered;
        },
      });
      await refusedSignature(bench, "signature-wrong", { signature: (genuine) => genuine.subarray(0, 20) });
      await refusedSignature(bench, "signature-wrong", {
        signature: (genuine) => Buffer.from(genuine.toString("hex")),
      });
      await refusedSignature(bench, "signature-wrong", {
        signatureHeaders: (usual) => ({
          ...usual,
          "Signature-Input": `${usual["Signature-Input"]};nonce="1"`,
        }),
      });
    },
  },
];
