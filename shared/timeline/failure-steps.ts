import type { FailureNote } from "../failure/failure-note.ts";
import type { FailureStory } from "../failure/failure-story.ts";
import type { DatedStep } from "./timeline-step.ts";

/** A failure's history as steps of its payment: each opening and closing, what people did about it, and each replay. */
export function failureSteps({ failure, history }: FailureStory): readonly DatedStep[] {
  const { failureId, cause } = failure;
  const about = { failureId, cause };
  return history.map((note: FailureNote): DatedStep => {
    const { at } = note;
    switch (note.kind) {
      case "opened":
        return { kind: "failure-opened", at, ...about, because: note.reason };
      case "closed":
        return { kind: "failure-closed", at, ...about, because: "" };
      case "replayed": {
        const { replayId, attemptId, by, text: because, outcome } = note;
        return { kind: "replayed", at, ...about, replayId, attemptId, by, because, outcome };
      }
      default:
        return { kind: `failure-${note.kind}`, at, ...about, by: note.by, because: note.text };
    }
  });
}
