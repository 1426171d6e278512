import { numbersIn } from "../shared/protocol/h2h/ids-apart.ts";
import type { ReceivedCall } from "./received-call.ts";

/** The members of both protocols' bodies that name a payment, or the inquiry that becomes one. An id written with escapes is not found, and only its line misses it. */
const IN_BODY = /"(?:payment(?:Reference|RequestId)|inquiryRequestId)"\s*:\s*"([ !#-[\]-~]{1,128})"/;
const IN_PATH = /\/payments\/([\w.-]{1,64})/;

/**
 * What the caller calls the payment, read off the bytes as they came: for the log alone, where somebody looks for a request that was refused before anything of it was
 * believed. Undefined where none is named, or where somebody's number could stand in it.
 */
export function referenceIn({ path, body }: ReceivedCall["call"]): string | undefined {
  const [, id] = IN_PATH.exec(path) ?? IN_BODY.exec(Buffer.from(body).toString("latin1")) ?? [];
  return id !== undefined && numbersIn(id).length === 0 ? id : undefined;
}
