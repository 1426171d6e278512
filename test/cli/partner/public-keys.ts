import type { SandboxRoom } from "../../../infra/local/front.ts";
import type { Keyring } from "../../../shared/seal/keyring.ts";

/** Serves the key set with which answers are verified; in the gateway that is another function's. */
export function publicKeySet({ answerKey }: Pick<Keyring, "answerKey">): SandboxRoom {
  const jwk = { ...answerKey.publicKey.export({ format: "jwk" }), kid: answerKey.keyId };
  return async (request, _, response) => {
    if (request.url !== "/.well-known/jwks.json") return false;
    response.end(JSON.stringify({ keys: [jwk] }));
    return true;
  };
}
