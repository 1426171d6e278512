import type { Json } from "./json.ts";

/** How callers prove who they are. OpenAPI has no words for signatures, so each stands as the header that carries it. */
export const SECURITY_SCHEMES: Readonly<Record<string, Json>> = {
  snapToken: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "The token of service 73. Partners that sign with RSA need none.",
  },
  snapSignature: {
    type: "apiKey",
    in: "header",
    name: "X-SIGNATURE",
    description:
      "SNAP BI's signature over the request. Programs that make one, in six languages: docs/partners/examples.",
  },
  httpMessageSignature: {
    type: "apiKey",
    in: "header",
    name: "Signature",
    description:
      "HTTP Message Signatures (RFC 9421) with Content-Digest (RFC 9530): ed25519, ecdsa-p256-sha256, rsa-pss-sha512, rsa-v1_5-sha256 or hmac-sha256. Programs that make one, in six languages: docs/partners/examples.",
  },
};
