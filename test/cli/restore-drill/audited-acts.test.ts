import { expect, it } from "vitest";
import { countByTwo } from "../../../infra/cli/restore-drill/audited-acts.ts";

const act = (action: string, actor: string, subject: string) => ({ action, actor, subject });

it("an approval counts only beside a proposal of the same correction by somebody else", () => {
  const proposals = [act("correction.propose", "budi", "one"), act("correction.propose", "budi", "two")];
  const approvals = [act("correction.approve", "dewi", "one"), act("correction.approve", "budi", "two")];
  expect(countByTwo([...proposals, ...approvals, act("correction.approve", "dewi", "three")])).toBe(1);
});
