/** Where signed documents of the trail lie for ten years: a name is given once, and what lies there can be neither changed nor removed. */
export interface AuditVault {
  /** Lays a document down unless there is one of this name. */
  putOnce(name: string, text: string): Promise<"put" | "exists">;
  get(name: string): Promise<string | undefined>;
}
