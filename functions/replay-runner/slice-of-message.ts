import * as z from "zod/mini";
import { envelopeOf } from "../../shared/event/catalogue.ts";

const Message = z.extend(envelopeOf("ReplayRequested.v1"), { slice: z._default(z.number(), 0) });

/** Which slice of which replay a message asks for: the bus asks for the first, the runner itself for the later ones. */
export interface ReplaySlice {
  readonly replayId: string;
  readonly slice: number;
}

/** @throws when the message is none of ours */
export function sliceOfMessage(body: string): ReplaySlice {
  const { detail, slice } = z.parse(Message, JSON.parse(body));
  return { replayId: detail.data.replayId, slice };
}

/** The same message for the next slice. It stays the event that it was, so that the dead letters know it. */
export function nextMessage(body: string, slice: number): string {
  return JSON.stringify({ ...(JSON.parse(body) as object), slice });
}
