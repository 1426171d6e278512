import * as z from "zod/mini";
import { PartnerProfile } from "../../partner/partner.ts";
import type { SnapProfile } from "../../partner/snap-profile.ts";
import { fieldsOf } from "./echoed-numbers.ts";
import { isCase } from "./outcome-row.ts";
import { CODE_ROWS, INQUIRY_ROWS, PAYMENT_ROWS } from "./outcome-table.ts";
import { pathTail, SNAP_SERVICES, type SnapService } from "./service.ts";

/** Something in a profile with which no partner may work. */
export interface ProfileFault {
  /** Where: `snap.codes.quote-expired`. */
  readonly at: string;
  readonly fault: string;
}

const SIGNATURES: readonly unknown[] = ["symmetric-with-token", "asymmetric-without-token"];

/**
 * Judges what somebody wrote as a partner's profile, before it is stored: its form, and what its settings would do to money. An empty list means that it may
 * be used. Whether it can be told from the other partners is not its own fault and not judged here.
 */
export function judgeProfile(candidate: unknown): readonly ProfileFault[] {
  const { signature } = fieldsOf(fieldsOf(candidate).snap);
  if (signature !== undefined && !SIGNATURES.includes(signature)) return [unsignedBody(signature)];
  const read = z.safeParse(PartnerProfile, candidate);
  if (!read.success) {
    return read.error.issues.map(({ path, message }) => ({ at: path.map(String).join("."), fault: message }));
  }
  const { snap } = read.data;
  return snap ? snapFaults(snap) : [];
}

/** NICEPAY's notifications are of this kind: there would have to be an address list, and a question back to their status, before one could be taken. */
const unsignedBody = (signature: unknown): ProfileFault => ({
  at: "snap.signature",
  fault:
    `${JSON.stringify(signature)} is none of ${SIGNATURES.join(", ")}. A caller that signs client and time alone, and not the body, ` +
    "is not let in: whoever sees one such call can pay with it whatever he likes (snap-bi.md 8.32)",
});

/** What a SNAP profile of the right form still may not say. Asked again wherever a profile is used: the registry can be written past every tool. */
export function snapFaults(snap: SnapProfile): readonly ProfileFault[] {
  return [...codeFaults(snap), ...messageFaults(snap), ...pathFaults(snap)];
}

const NOT_REFUSALS = new Set(["quoted", "accepted", "conflict", "reversed", "undecided"]);

/** The names of our refusals, by which a profile gives them other codes. */
const REFUSALS: ReadonlySet<string> = new Set(
  Object.keys({ ...INQUIRY_ROWS, ...PAYMENT_ROWS, ...CODE_ROWS }).filter((name) => !NOT_REFUSALS.has(name)),
);

/** Codes by which a bank moves money otherwise than by a no, with the only refusals that may have them. */
const BOUND_CODES: Readonly<Record<string, { readonly only: readonly string[]; readonly because: string }>> =
  {
    "404xx18": { only: [], because: "the standard reads it as success of a payment" },
    "404xx14": {
      only: ["already-paid", "paid-ahead-limit"],
      because: "it says that the bill is paid",
    },
    "404xx01": { only: [], because: "of a payment it says that we never saw it" },
    "429xx00": { only: ["too-many-requests"], because: "BRI holds the money on it" },
  };

function codeFaults({ codes }: SnapProfile): readonly ProfileFault[] {
  return Object.entries(codes).flatMap(([refusal, code]) => {
    const at = `snap.codes.${refusal}`;
    if (!REFUSALS.has(refusal)) return [{ at, fault: "is no refusal of ours" }];
    if (!isCase(code)) return [{ at, fault: `${code} is a code that we have no words for` }];
    if (code.startsWith("401")) return [{ at, fault: `${code} says that the caller is not let in` }];
    const bound = BOUND_CODES[code];
    if (!bound || bound.only.includes(refusal)) return [];
    return [{ at, fault: `${code} is not for this: ${bound.because}` }];
  });
}

/** Words that a person at the bank takes for a yes. */
const YES = /\b(success|successful|sukses|berhasil|approved)\b/i;

function messageFaults({ messages }: SnapProfile): readonly ProfileFault[] {
  return Object.entries(messages).flatMap(([code, wording]) => {
    const at = `snap.messages.${code}`;
    if (!isCase(code)) return [{ at, fault: "is a code that we never send" }];
    if (!code.startsWith("200") && YES.test(wording))
      return [{ at, fault: "says yes where the code says no" }];
    return [];
  });
}

/** First segments that lead to other services than the banks'. */
const RESERVED = /^\/(h2h|ops|docs|verify|healthz|openapi\.json|sandbox|\.well-known)(\/|$)/;

function pathFaults({ paths }: SnapProfile): readonly ProfileFault[] {
  const all = Object.entries(paths ?? {}) as [SnapService, string][];
  return all.flatMap(([service, path]) => {
    const at = `snap.paths.${service}`;
    if (RESERVED.test(path)) return [{ at, fault: `${path} belongs to another service` }];
    if (all.some(([other, same]) => other !== service && same === path)) {
      return [{ at, fault: `${path} stands for two services` }];
    }
    const standard = serviceOfTail(path);
    return standard === undefined || standard === service
      ? []
      : [{ at, fault: `${path} is the standard's path of ${standard}` }];
  });
}

const serviceOfTail = (path: string): string | undefined =>
  Object.entries(SNAP_SERVICES).find(([, { tail }]) => tail === pathTail(path))?.[0];
