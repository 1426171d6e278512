import { randomBytes } from "node:crypto";
import { instant } from "../shared/calendar/calendar.ts";
import type { Clock, Ids } from "../shared/calendar/clock.ts";

const now = () => instant(Date.now());

/** The clock of a deployed function: business time is the machine's time. */
export const MACHINE_CLOCK: Clock = { businessNow: now, machineNow: now };

/** Crockford's alphabet: no I, L, O, U, so that a reference can be read over the phone. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ID_CHARACTERS = 26;

/** 130 random bits a piece. */
export const MACHINE_IDS: Ids = {
  next: () => Array.from(randomBytes(ID_CHARACTERS), (byte) => ALPHABET[byte % ALPHABET.length]).join(""),
};
