import type { AuditVault } from "../../shared/audit/audit-vault.ts";

/** A vault that a test can look into and break open. */
export function memoryVault(): AuditVault & { readonly documents: Map<string, string> } {
  const documents = new Map<string, string>();
  return {
    documents,
    async putOnce(name, text) {
      if (documents.has(name)) return "exists";
      documents.set(name, text);
      return "put";
    },
    get: async (name) => documents.get(name),
  };
}
