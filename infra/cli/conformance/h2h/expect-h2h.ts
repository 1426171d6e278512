import type { Checklist } from "../checklist.ts";
import { fieldsOf } from "../raw-call.ts";
import { type AnswerKeys, judgeAnswer } from "./genuine-answer.ts";
import type { H2hReply } from "./h2h-shop.ts";

const CLOCKS_APART_SECONDS = 120;
const COVERED = ['"@status"', '"content-type"', '"content-digest"', '"@method";req', '"@path";req'];

/** Checks what every answer of H2H has to be: signed for this very request, and a success or a problem in its form (design 5.2, RFC 9421, RFC 9457). */
export function expectH2h(
  check: Checklist,
  reply: H2hReply,
  expected: { readonly status: number; readonly problem?: string },
  keys: AnswerKeys,
): void {
  check.equal("HTTP status", reply.status, expected.status);
  expectSigned(check, reply, keys);
  check.equal("no cache keeps the answer", reply.headers.get("cache-control"), "no-store");
  if (expected.problem === undefined) {
    check.form("Content-Type is JSON", reply.headers.get("content-type"), /^application\/json\b/);
    check.equal("no problem", reply.body.type, undefined);
    return;
  }
  check.equal("the problem's name", reply.problem, expected.problem);
  expectProblem(check, reply);
}

/** Checks the signature of an answer, part by part, so that a failing part is told by itself. */
function expectSigned(check: Checklist, reply: H2hReply, keys: AnswerKeys): void {
  const verdict = judgeAnswer(reply, reply.request, keys);
  if (!verdict) {
    check.form("Signature-Input and Signature are readable", reply.headers.get("signature-input"), /=\(/);
    return;
  }
  const { covered, keyId, algorithm, created } = verdict;
  const required = [
    ...COVERED,
    ...["kanal-replayed", "kanal-first-answered"]
      .filter((name) => reply.headers.has(name))
      .map((name) => `"${name}"`),
    ...(sentSignature(reply) ? ['"signature";req'] : []),
  ];
  const missing = required.filter((component) => !covered.includes(component));
  check.equal("the answer's signature covers what it must", missing, []);
  check.that("the answer's key is published", verdict.isKeyKnown, "in jwks.json", keyId);
  check.equal("the answer's algorithm", algorithm, "ed25519");
  check.that(
    "the answer is signed now",
    Math.abs(created - Date.now() / 1000) < CLOCKS_APART_SECONDS,
    "within two minutes of this machine's clock",
    created,
  );
  check.that(
    "Content-Digest is the body's",
    verdict.digestMatches,
    "the same",
    reply.headers.get("content-digest"),
  );
  check.that(
    "the signature is the gateway's, for this request",
    verdict.isGenuine,
    "genuine",
    verdict.isGenuine,
  );
}

/** A request whose signature header is one readable line has it bound into the answer. */
function sentSignature({ request }: H2hReply): boolean {
  const sent = request.headers.filter(([name]) => name.toLowerCase() === "signature");
  return sent.length > 0 && sent.every(([, value]) => /^[\x20-\x7e]+$/.test(value));
}

function expectProblem(check: Checklist, { headers, body, status }: H2hReply): void {
  check.form("Content-Type is a problem's", headers.get("content-type"), /^application\/problem\+json\b/);
  check.form("type is an address", body.type, /^https:\/\/[^\s]+\/[a-z0-9-]+$/);
  check.equal("status in the body", body.status, status);
  check.form("title", body.title, /^.{1,120}$/);
  for (const name of ["reason", "cashier"]) {
    const { english, indonesia } = fieldsOf(body[name]);
    check.form(`${name}.english`, english, /^.{1,160}$/);
    check.form(`${name}.indonesia`, indonesia, /^.{1,160}$/);
  }
}

/** Checks that an answer says neither name nor NIK: a till only has the masked ones to show. */
export function expectNobody(
  check: Checklist,
  reply: H2hReply,
  worker: { readonly nik: string; readonly name: string },
): void {
  check.without("the worker's name", reply.text, worker.name);
  check.without("the NIK", reply.text, worker.nik);
}
