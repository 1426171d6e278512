/** An end that the person at the terminal can do something about; its message says what, Indonesian first. */
export class PartnerStop extends Error {
  readonly code = "PARTNER_STOP";
}
