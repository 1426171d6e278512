import { AUDIT } from "./room/audit/audit.ts";
import { BREACHES } from "./room/breaches/breaches.ts";
import { CORRECTIONS } from "./room/corrections/corrections.ts";
import { DATA_SUBJECTS } from "./room/data-subjects/data-subjects.ts";
import { FAILURES } from "./room/failures/failures.ts";
import { OVERVIEW } from "./room/overview/overview.ts";
import { PARTNERS } from "./room/partners/partners.ts";
import { PAYMENTS } from "./room/payments/payments.ts";
import { REPLAYS } from "./room/replays/replays.ts";
import { SETTLEMENTS } from "./room/settlements/settlements.ts";
import type { Room } from "./room.ts";

/** The console's rooms, in the order of the navigation. A room appears here when it works. */
export const ROOMS: readonly Room[] = [
  OVERVIEW,
  FAILURES,
  PAYMENTS,
  REPLAYS,
  CORRECTIONS,
  SETTLEMENTS,
  PARTNERS,
  DATA_SUBJECTS,
  BREACHES,
  AUDIT,
];
