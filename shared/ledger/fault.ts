/** Why the ledger could not answer. A fault, never an outcome: the edge maps it to 5xx, which no partner reads as a refusal. */
export type LedgerFaultCode =
  | "LEDGER_CONTENDED"
  | "LEDGER_UNPROCESSED"
  | "LEDGER_ITEM_UNREADABLE"
  | "LEDGER_CURSOR_UNREADABLE";

export class LedgerFault extends Error {
  readonly code: LedgerFaultCode;

  constructor(code: LedgerFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "LedgerFault";
    this.code = code;
  }
}
