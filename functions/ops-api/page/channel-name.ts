/** Channels by the name on their door; what is new keeps its code until somebody writes its name here. */
const NAMES: Readonly<Record<string, string>> = {
  BRILINK: "BRILink",
  BNI_AGEN46: "BNI Agen46",
  KANTOR_POS: "Kantor Pos",
  INDOMARET: "Indomaret",
  ALFAMART: "Alfamart",
  BANK_OTHER: "Bank",
  CREDIT: "Kredit / Credit",
  UNKNOWN: "-",
};

export const channelName = (channel: string): string =>
  Object.hasOwn(NAMES, channel) ? (NAMES[channel] ?? channel) : channel;
