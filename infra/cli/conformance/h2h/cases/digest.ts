import { createHash } from "node:crypto";
import type { H2hBench } from "../h2h-bench.ts";
import type { H2hCase } from "../h2h-case.ts";
import type { H2hTwist } from "../h2h-shop.ts";
import { digestOf } from "../signature.ts";
import { refusedSignature } from "./signature.ts";

const servedWith = async (bench: H2hBench, twist: H2hTwist) =>
  bench.ok(await bench.inquire(bench.asked.nik, 1, twist), 201);

/** What stands between the signature and the body (RFC 9530). */
export const DIGEST_CASES: readonly H2hCase[] = [
  {
    id: "h2h-digest-differs",
    category: "signature",
    title: "a body that is not the digest's is refused",
    reason: "The signature covers the digest, and the digest alone covers the body.",
    reference: "RFC 9530 section 2, RFC 9421 section 7.2.8",
    lookAt: "hash the bytes that go over the wire",
    async run(bench) {
      const other = Buffer.from(JSON.stringify(bench.inquiryFields(bench.asked.nik, 2)));
      await refusedSignature(bench, "digest-wrong", { digest: digestOf(other) });
      await refusedSignature(bench, "digest-wrong", { digest: digestOf(Buffer.alloc(0)) });
    },
  },
  {
    id: "h2h-digest-algorithms",
    category: "signature",
    title: "sha-512 serves as sha-256 does; md5 and what is unreadable prove nothing",
    reason: "md5 can be met with another body, and an unread digest covers none.",
    reference: "RFC 9530 section 5",
    async run(bench) {
      const body = Buffer.from(JSON.stringify(bench.inquiryFields(bench.asked.nik)));
      const md5 = createHash("md5").update(body).digest("base64");
      await servedWith(bench, { digest: digestOf(body, "sha-512") });
      await servedWith(bench, { digest: `${digestOf(body)}, ${digestOf(body, "sha-512")}` });
      for (const digest of [
        `md5=:${md5}:`,
        "sha-256=abc",
        createHash("sha256").update(body).digest("base64"),
        "",
      ]) {
        await refusedSignature(bench, "digest-wrong", { digest });
      }
      const contradicting = `${digestOf(body)}, ${digestOf(Buffer.alloc(0), "sha-512")}`;
      await refusedSignature(bench, "digest-wrong", { digest: contradicting });
    },
  },
  {
    id: "h2h-digest-missing",
    category: "signature",
    title: "a body without Content-Digest is refused by its name",
    reason: "Nothing else covers the body, and in it stands the amount.",
    reference: "design 5.2, RFC 9421 section 7.2.8",
    async run(bench) {
      const reply = await refusedSignature(bench, "component-missing", { digest: null });
      bench.check.equal("the header is named", reply.body.fields, ["content-digest"]);
    },
  },
];
