/** Why the trail could not take an entry or be sealed: always a fault, never the doing of the person who acts. */
export type AuditFaultCode = "AUDIT_ID_TAKEN" | "AUDIT_HEAD_CONTENDED" | "AUDIT_ROOT_DIFFERS";

export class AuditFault extends Error {
  readonly code: AuditFaultCode;

  constructor(code: AuditFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AuditFault";
    this.code = code;
  }
}
