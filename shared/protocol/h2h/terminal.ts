import type { InquiryRequest } from "./request.ts";

type Terminal = InquiryRequest["terminal"];

/** A till's two ids by the names of their fields. */
export const terminalIds = ({ storeId, tillId }: Terminal) => ({
  "terminal.storeId": storeId,
  "terminal.tillId": tillId,
});

/** The till as limits and alarms name it. */
export const placeOf = ({ storeId, tillId }: Terminal): string => `${storeId}/${tillId}`;
