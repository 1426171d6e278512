import type { Generation } from "./key-pairs.ts";
import type { Tills } from "./tills.ts";

/** What the old key tried to sign. */
export type ProbedKey = "h2h" | "rsa" | "hmac" | "token-of-old-rsa";

/** One request that an old key signed, whoever may still hold it. Times are the machine's, in epoch milliseconds. */
export interface Probe {
  readonly key: ProbedKey;
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly accepted: boolean;
}

const UNAUTHORISED = 401;
const NOBODYS = "ROT-NEVER-SENT";
const NIK = "9999000101850001";

/**
 * Signs with the old keys for as long as it lives, and tells what became of each request. They ask for the status of a payment that never was, so that nothing
 * but the signature decides. `current` is the generation that the tills use by now: each probe has one old key in it and no more.
 */
export function oldKeyProbe(tills: Tills, current: () => Generation) {
  const probes: Probe[] = [];
  const ask = { customerNo: NIK, paymentRequestId: NOBODYS };
  const held = { old: tills.bankWith("old", "old"), new: tills.bankWith("old", "new") };
  const asks: Readonly<Record<ProbedKey, () => Promise<{ status: number }>>> = {
    h2h: () => tills.shops.old.status(NOBODYS),
    rsa: () => tills.bankWith("old", current()).token(),
    hmac: () => tills.bankWith(current(), "old").status(ask),
    // Taken while the old key was good, and good for fifteen minutes by itself.
    "token-of-old-rsa": () => held[current()].status(ask),
  };
  return {
    probes,
    /** Takes the tokens that the old RSA key can still get. */
    begin: () => Promise.all([held.old.token(), held.new.token()]),
    /** One request with each of the old keys. */
    async once(): Promise<void> {
      for (const key of Object.keys(asks) as ProbedKey[]) {
        const sentAt = Date.now();
        const { status } = await asks[key]();
        probes.push({ key, sentAt, answeredAt: Date.now(), accepted: status !== UNAUTHORISED });
      }
    },
  };
}
