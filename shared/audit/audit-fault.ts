/** Why the trail could not take an entry: always a fault of the program, never of the person who acts. */
export type AuditFaultCode = "AUDIT_ID_TAKEN" | "AUDIT_HEAD_CONTENDED";

export class AuditFault extends Error {
  readonly code: AuditFaultCode;

  constructor(code: AuditFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AuditFault";
    this.code = code;
  }
}
