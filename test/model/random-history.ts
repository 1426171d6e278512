import fc from "fast-check";
import type { History } from "./action.ts";
import { CORRECTION_STORIES } from "./correction-stories.ts";
import { action } from "./random-actions.ts";
import { correctionAction } from "./random-corrections.ts";
import { STORIES } from "./stories.ts";

/** Histories of eight actions and more. Some begin shortly before prices, a day or a year change. */
export const historyUpTo = (longest: number): fc.Arbitrary<History> =>
  fc.record({
    startsAt: fc.constantFrom(
      "2026-11-20T10:00:00+07:00",
      "2026-12-20T10:00:00+07:00",
      "2026-12-31T23:40:00+07:00",
      "2027-01-31T09:00:00+07:00",
      "2028-02-29T12:00:00+07:00",
    ),
    actions: fc
      .array(
        fc.oneof(
          { weight: 25, arbitrary: action.map((one) => [one]) },
          { weight: 6, arbitrary: correctionAction.map((one) => [one]) },
          ...[...STORIES, ...CORRECTION_STORIES].map((arbitrary) => ({
            weight: 1,
            arbitrary,
          })),
        ),
        { minLength: Math.min(10, longest - 1), maxLength: longest },
      )
      .map((parts) => parts.flat()),
  });
