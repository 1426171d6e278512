import { type Json, schemaRef } from "./json.ts";

const json = (schema: Json, example?: unknown): Json => ({
  "application/json": { schema, ...(example !== undefined && { example }) },
});

const html: Json = { "text/html": { schema: { type: "string" } } };

/** An Ed25519 public key of the sandbox's form; nobody holds the private half. */
const KEYS = {
  keys: [
    {
      kty: "OKP",
      kid: "Ld9Fblo0johX6Y_Lr4dpeKwMcTWpt3Hjomp6JjKpuTM",
      crv: "Ed25519",
      x: "tA9mIuk4fn5zJ5x6ou9HFjuS8l__sp6AeUiREkW3IBc",
      alg: "EdDSA",
      use: "sig",
    },
  ],
};

const open = (operationId: string, summary: string, content: Json, more: Json = {}): Json => ({
  get: {
    operationId,
    tags: ["Public"],
    summary,
    security: [],
    responses: { "200": { description: "OK", content }, ...more },
  },
});

/** What anyone may read, without a key. In AWS it is an API of its own. */
export const PUBLIC_PATHS: Readonly<Record<string, Json>> = {
  "/.well-known/jwks.json": open("publicKeys", "Our public keys", json(schemaRef("PublicKeys"), KEYS)),
  "/healthz": open("health", "A sign of life", json(schemaRef("Health"), { status: "ok" })),
  "/openapi.json": open("openApi", "This document", json({ type: "object" })),
  "/docs": open("reference", "This document as a page", html),
  "/problems/{name}": {
    parameters: [
      {
        name: "name",
        in: "path",
        required: true,
        description: "The last part of a problem's `type`.",
        schema: { type: "string" },
        example: "quote-expired",
      },
    ],
    get: {
      operationId: "problem",
      tags: ["Public"],
      summary: "What a problem type means",
      security: [],
      responses: {
        "303": {
          description: "The place in `/docs` that explains it.",
          headers: {
            Location: {
              description: "Relative.",
              schema: { type: "string" },
              example: "../docs#problem-quote-expired",
            },
          },
        },
        "404": {
          description: "No problem has this name.",
          content: {
            "application/problem+json": {
              schema: schemaRef("PublicProblem"),
              example: { type: "about:blank", title: "No such page", status: 404 },
            },
          },
        },
      },
    },
  },
};
