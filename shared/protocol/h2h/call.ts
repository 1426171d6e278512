import type { SignableRequest } from "../../signature/signature-base.ts";

/** A request as it arrived: nothing decoded or parsed, because all of it is signed. The path has every prefix that the caller saw. */
export interface H2hCall extends SignableRequest {
  readonly body: Uint8Array;
}
