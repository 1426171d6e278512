import { expect, it } from "vitest";
import { rememberingCore } from "../../../infra/cli/restore-drill/remembering-core.ts";
import { paid } from "./a-book.ts";

const orderOf = ({ paymentKey, memberKey, programmes, months, inForceFrom }: ReturnType<typeof paid>) => ({
  ...{ paymentKey, memberKey, programmes, inForceFrom, sequence: 1 as const },
  months: months.map(({ month, from, to }) => ({ month, from, to })),
});

it("an activation that comes again is the first one; other months are noted and change nothing", async () => {
  const core = rememberingCore();
  await core.activate(orderOf(paid("A")));
  await core.activate(orderOf(paid("A")));
  expect([core.repeated, core.contradicted]).toEqual([1, []]);
  await core.activate(orderOf(paid("A", { month: "2026-12" })));
  expect(core.contradicted).toEqual(["bri#A"]);
  expect([...core.covered()]).toEqual(["bri#A"]);
});

it("an activation after its revocation is of a lower number and is ignored", async () => {
  const core = rememberingCore();
  const { paymentKey, memberKey } = paid("A");
  await core.revoke({ paymentKey, memberKey, sequence: 2, reason: "" });
  await core.activate(orderOf(paid("A")));
  expect([...core.covered()]).toEqual([]);
});
