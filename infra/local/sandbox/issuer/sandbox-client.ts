/** Address of the sandbox's own OpenID Connect issuer. */
export const ISSUER_PATH = "/sandbox/issuer";

/** What the sandbox's issuer knows the console and the ops API as. */
export const SANDBOX_CLIENT = {
  clientId: "kanal-ops-console",
  audience: "kanal-ops-api",
  rolesClaim: "roles",
} as const;
