import { describe, expect, it } from "vitest";
import { beforeDeadline, DeadlinePassed, deadlineOf } from "../../functions/deadline.ts";

const lambda = (remainingMs: number) => deadlineOf({ getRemainingTimeInMillis: () => remainingMs });

describe("the deadline of a request", () => {
  it("snap-bi 8.14: is 7.5 s until the partner is known, then what its contract says, and never past Lambda's own", () => {
    const deadline = lambda(10_000);
    expect(Math.round(deadline.remainingMs() / 100)).toBe(75);
    deadline.agree(9_000);
    expect(Math.round(deadline.remainingMs() / 100)).toBe(90);
    deadline.agree(3_000);
    expect(Math.round(deadline.remainingMs() / 100)).toBe(30);
    const late = lambda(4_000);
    late.agree(9_000);
    expect(Math.round(late.remainingMs() / 100)).toBe(35);
  });

  it("ends a wait when it passes", async () => {
    const never = new Promise(() => undefined);
    await expect(beforeDeadline(lambda(520), never)).rejects.toBeInstanceOf(DeadlinePassed);
  });
});
